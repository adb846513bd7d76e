"""Tables: the data contract. Nothing else touches files of tables."""
