"""From surfaces to what a printer makes at the first try: hollowed, standing, labelled, side by side on the plate."""
