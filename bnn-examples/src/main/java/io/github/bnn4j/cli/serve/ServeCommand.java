package io.github.bnn4j.cli.serve;

import io.github.bnn4j.cli.command.CommandLines;
import io.github.bnn4j.cli.command.FileFailure;
import io.github.bnn4j.cli.command.UsageError;
import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.packed.PackedFiles;
import io.github.bnn4j.cli.serve.http.Limits;
import io.github.bnn4j.cli.serve.http.WebServer;
import io.github.bnn4j.cli.serve.network.ServedNetwork;
import io.github.bnn4j.packed.PackedNetwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code serve}: a page that shows a packed network at work, and JSON for other programs. */
@Command(
        name = "serve",
        sortOptions = false,
        description = {
            "Serves a page on which a packed network can be seen at work: draw a digit, and look at the bits.",
            "",
            "Without a file it serves two small networks for MNIST, which come with the program. Ctrl-C ends it. The"
                    + " same is there as JSON for other programs, POST /predict and others; the page and docs/serve.md"
                    + " describe them.",
            ""
        })
public final class ServeCommand implements Callable<Integer> {

    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE.bnn", description = "The packed network.")
    private Path file;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port to listen on, 0 for any that is free (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "Name or address to listen on; with another one than loopback, whoever reaches this machine"
                    + " reaches the page (default: ${DEFAULT-VALUE}).")
    private String host;

    @Option(
            names = "--float",
            paramLabel = "FILE.bnn",
            description = "A packed network of floats, such as mnist train --float writes, to compare with.")
    private Path floatFile;

    public static void main(String[] args) {
        System.exit(CommandLines.withoutNd4j(new ServeCommand()).execute(args));
    }

    @Override
    public Integer call() throws UserError, IOException, InterruptedException {
        if (port < 0 || port > 65_535) {
            throw new UsageError("--port must be from 0 to 65535, got " + port);
        }
        WebServer server = start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "end of serve"));
        System.out.println("Look inside at " + server.url() + " (Ctrl-C ends it)");
        if (!server.address().getAddress().isLoopbackAddress()) {
            System.out.println("Whoever reaches this machine reaches it: there is no password");
        }
        new CountDownLatch(1).await();
        return 0;
    }

    /** Reads the networks and starts the server. */
    private WebServer start() throws UserError, IOException {
        List<ServedNetwork> networks = file == null ? ShippedNetworks.read() : List.of(read(file));
        Optional<ServedNetwork> floats = floatFile == null ? Optional.empty() : Optional.of(read(floatFile));
        if (floats.isPresent()) {
            requireSameExamples(networks.get(0).network(), floats.get().network());
        }
        TestImages images = new TestImages();
        List<ServedNetwork> all = new ArrayList<>(networks);
        floats.ifPresent(all::add);
        int largest = networks.stream()
                .mapToInt(served -> served.network().input().size())
                .max()
                .orElseThrow();
        InetSocketAddress address = address();
        try {
            WebServer server = WebServer.start(
                    host,
                    address,
                    new NetworkPage(networks, floats, images).endpoints(),
                    Limits.standard().withRoomFor(largest));
            WarmUp.begin(all, images);
            return server;
        } catch (SocketException e) {
            throw new UserError(
                    "Cannot listen on port " + port + " of " + host + ": " + FileFailure.reason(e)
                            + "; choose another with --port, 0 for any that is free",
                    e);
        }
    }

    private InetSocketAddress address() throws UserError {
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw new UserError("--host " + host + " is no name or address of this machine", e);
        }
    }

    private static ServedNetwork read(Path file) throws UserError, IOException {
        PackedNetwork network = PackedFiles.load(file);
        String name = file.getFileName().toString();
        return new ServedNetwork(name, name, "Read from a file of this name.", network, Files.size(file));
    }

    private void requireSameExamples(PackedNetwork network, PackedNetwork floats) throws UserError {
        if (network.input().size() != floats.input().size()) {
            throw new UserError(floatFile + " takes " + floats.input().shape() + ", the network beside it "
                    + network.input().shape() + ": they cannot be shown the same image");
        }
    }
}
