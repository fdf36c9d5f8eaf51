package io.github.bnn4j.cli.serve;

import io.github.bnn4j.cli.serve.http.Limits;
import io.github.bnn4j.cli.serve.http.WebServer;
import io.github.bnn4j.cli.serve.network.ServedNetwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** The networks that come with the program, behind a server of this process. */
public final class ServedMnist {

    private ServedMnist() {}

    /** Starts a server at any free port. */
    public static WebServer start(Limits limits, Optional<ServedNetwork> floats) throws IOException {
        return start(ShippedNetworks.read(), limits, floats);
    }

    /** Starts a server of other networks. */
    public static WebServer start(List<ServedNetwork> networks, Limits limits, Optional<ServedNetwork> floats)
            throws IOException {
        return WebServer.start(
                "127.0.0.1",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new NetworkPage(networks, floats, new TestImages()).endpoints(),
                limits);
    }
}
