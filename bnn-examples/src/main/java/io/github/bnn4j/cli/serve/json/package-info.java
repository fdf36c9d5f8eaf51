/**
 * Requests and answers as JSON. Begin with {@link io.github.bnn4j.cli.serve.json.ExampleRequest} and {@link
 * io.github.bnn4j.cli.serve.json.PredictionJson}.
 */
package io.github.bnn4j.cli.serve.json;
