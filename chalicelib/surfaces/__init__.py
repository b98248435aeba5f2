"""What one build can be: the product, or the desk of IZwork's own people. Each lists its features."""
