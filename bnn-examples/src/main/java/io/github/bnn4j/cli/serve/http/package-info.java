/**
 * An HTTP server for few clients that may be slow, many or hostile, on the JDK's own. Begin with {@link
 * io.github.bnn4j.cli.serve.http.WebServer}; {@link io.github.bnn4j.cli.serve.http.Limits} has all that bounds it.
 */
package io.github.bnn4j.cli.serve.http;
