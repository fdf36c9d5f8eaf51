/** An HTTP server for few clients that may be slow, many or hostile, on the JDK's own. */
package io.github.bnn4j.cli.serve.http;
