package io.github.bnn4j.cli.serve;

import io.github.bnn4j.cli.serve.network.ServedNetwork;
import io.github.bnn4j.packed.PackedNetwork;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;

/** The networks that come with the program: small ones for MNIST, trained by its own commands, which the README beside them names. */
final class ShippedNetworks {

    private static final String FOLDER = "/io/github/bnn4j/cli/serve/networks/";

    private ShippedNetworks() {}

    /**
     * Reads them.
     *
     * @throws IOException if a resource is missing or damaged
     */
    static List<ServedNetwork> read() throws IOException {
        return List.of(
                read(
                        "conv",
                        "ConvNet, 32C3-P2-64C3-P2-64C3-P2-256-10",
                        "Trained by mnist train --preset conv; test error 0.88 %."),
                read(
                        "dense",
                        "Dense, 784-2x512-10",
                        "Trained by mnist train --hidden-layers 2 --hidden-units 512 --epochs 12; test error 2.04 %."));
    }

    private static ServedNetwork read(String name, String title, String origin) throws IOException {
        byte[] file = resource(name + ".bnn");
        return new ServedNetwork(name, title, origin, PackedNetwork.read(new ByteArrayInputStream(file)), file.length);
    }

    private static byte[] resource(String name) throws IOException {
        try (var in = ShippedNetworks.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new FileNotFoundException(
                        "The resource " + FOLDER + name + " is missing: build the module again");
            }
            return in.readAllBytes();
        }
    }
}
