/** Requests and answers as JSON. */
package io.github.bnn4j.cli.serve.json;
