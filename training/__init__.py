"""Training of the models: data, simulation, training, evaluation. Imports earseg_app, never the other way round."""
