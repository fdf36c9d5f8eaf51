package io.github.bnn4j.peers.bench;

import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.peers.twin.TwinModel;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A network as files of the three.
 *
 * @param title what tables call it
 * @param network packed
 * @param packed its file
 * @param float32 for ONNX Runtime, of the same shapes
 * @param int8 for ONNX Runtime, of the same shapes
 */
record PeerFiles(String title, PackedNetwork network, Path packed, Path float32, Path int8) {

    /** Writes them into a directory. */
    static PeerFiles write(TimedNetwork timed, Path directory) throws IOException {
        PackedNetwork network = timed.packed();
        Path packed = directory.resolve(timed + ".bnn");
        Path float32 = directory.resolve(timed + "-float32.onnx");
        Path int8 = directory.resolve(timed + "-int8.onnx");
        network.save(packed);
        TwinModel.write(network.content(), TwinModel.Format.FLOAT32, float32);
        TwinModel.write(network.content(), TwinModel.Format.INT8, int8);
        return new PeerFiles(timed.title(), network, packed, float32, int8);
    }
}
