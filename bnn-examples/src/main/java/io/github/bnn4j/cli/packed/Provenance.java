package io.github.bnn4j.cli.packed;

import io.github.bnn4j.cli.command.ProgramVersion;
import io.github.bnn4j.cli.training.Checkpoint;
import io.github.bnn4j.cli.training.TrainingState;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.format.PackedContent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.nd4j.shade.jackson.databind.JsonNode;

/** Makes what packed networks tell of where they come from: the program, and as far as is known, the data and the recipe. */
public final class Provenance {

    /** The training programs do this with the bytes of images, in the words of {@link InputRange}. */
    private static final String IMAGES_OF_TRAINING = "-1.0,1.0 for 0,255";

    /** It names the file of another program that a network was taken from. */
    private static final String SOURCE = "source";

    private static final String COMMENT = "comment";

    private Provenance() {}

    /** Returns the same network with what else is to be known of it; null for nothing. */
    static PackedNetwork withComment(PackedNetwork network, String comment) {
        return comment == null ? network : network.withMetadata(COMMENT, comment);
    }

    /** Returns the same network of one of the training programs, which tells the program, what it was trained on, and how. */
    public static PackedNetwork ofTraining(PackedNetwork network, String data, JsonNode recipe) {
        return of(network, data, recipe).withMetadata(PackedContent.NORMALIZER, IMAGES_OF_TRAINING);
    }

    private static PackedNetwork of(PackedNetwork network, String data, JsonNode recipe) {
        return of(network).withMetadata(PackedContent.DATA, data).withMetadata(PackedContent.RECIPE, recipe.toString());
    }

    /** Returns the same network, which tells the program. */
    static PackedNetwork of(PackedNetwork network) {
        return network.withMetadata(PackedContent.LIBRARY, ProgramVersion.text());
    }

    /** Returns the same network, which tells the program, and the name of the file that it was imported from. */
    static PackedNetwork ofImport(PackedNetwork network, Path source) {
        return of(network).withMetadata(SOURCE, source.getFileName().toString());
    }

    /**
     * Returns the same network, which tells the program, and what a checkpoint knows.
     *
     * @param model that was read, and so is trusted; most are no checkpoints, and know nothing
     */
    static PackedNetwork of(PackedNetwork network, Path model) {
        Optional<TrainingState> state = state(model);
        return state.isPresent() ? of(network, state.get().data(), state.get().hyperparameters()) : of(network);
    }

    private static Optional<TrainingState> state(Path model) {
        try {
            return Optional.of(Checkpoint.readState(model));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
