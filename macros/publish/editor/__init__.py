"""A form in the browser for those who never saw YAML: Sveltia CMS from its npm package, told by the model what a record is made of."""
