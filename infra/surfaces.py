"""The two faces of the product, stages of .chalice/config.json: one archive, each with its own doors."""

API, DESK = "api", "desk"
# Where `make package` puts Chalice's description of each one's doors.
SWAGGER = {API: "sam.json", DESK: "sam-desk.json"}
