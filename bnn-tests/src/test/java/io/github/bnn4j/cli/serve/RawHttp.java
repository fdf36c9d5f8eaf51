package io.github.bnn4j.cli.serve;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A client that sends what it likes, at its own pace. */
public final class RawHttp implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket = new Socket();

    /** Connects, and sends nothing yet. */
    public RawHttp(InetSocketAddress server) throws IOException {
        socket.connect(server, PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    /** Sends text, and reads all that comes until the server closes the connection. */
    public static String exchange(InetSocketAddress server, String request) throws IOException {
        try (RawHttp client = new RawHttp(server)) {
            return client.send(request).rest();
        }
    }

    /** Sends text. */
    public RawHttp send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** Says that no more will come. */
    public RawHttp end() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Tells whether something has come. */
    public boolean hasAnswer() throws IOException {
        return socket.getInputStream().available() > 0;
    }

    /** Reads until the server closes the connection, or cuts it. */
    public String rest() {
        StringBuilder text = new StringBuilder();
        try {
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                text.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("The server neither answers nor closes the connection", e);
        } catch (IOException cut) {
            // What came before is what is told.
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
