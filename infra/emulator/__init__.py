"""A whole deployment on one machine: both Regions' real stacks, by the real CDK CLI, in an emulator of AWS.

process.py  MiniStack, in an environment of its own: it pins botocore
gaps.py     what it lacks, each workaround with its reason; the stacks know nothing of it
authority.py  what its IAM lacks: every function acts as its role there, within its policies
deploy.py   bootstrap, synthesize, deploy; the two addresses
"""
