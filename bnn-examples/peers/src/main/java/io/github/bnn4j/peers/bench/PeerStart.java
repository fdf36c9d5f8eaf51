package io.github.bnn4j.peers.bench;

import ai.onnxruntime.OrtException;
import io.github.bnn4j.cli.timing.FirstPrediction;
import java.io.IOException;
import java.nio.file.Path;

/** Predicts one image in a process of its own, by ONNX Runtime. Run by {@link ProcessStart}. */
final class PeerStart {

    private PeerStart() {}

    /**
     * @param args the network's file
     */
    public static void main(String[] args) throws IOException, OrtException {
        try (PeerSession session = new PeerSession(Path.of(args[0]), 1, 1)) {
            session.predict();
            FirstPrediction.print();
        }
    }
}
