package io.github.bnn4j.cli.classifier;

import io.github.bnn4j.cli.training.Checkpoint;
import io.github.bnn4j.cli.training.EpochMetrics;
import io.github.bnn4j.cli.training.TrainingState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Checkpoints as a stopped run leaves them. */
public final class Checkpoints {

    private Checkpoints() {}

    public static void forgetLastEpoch(Path file) throws IOException {
        Checkpoint whole = Checkpoint.read(file);
        List<EpochMetrics> history = whole.state().history();
        int kept = history.size() - 1;
        TrainingState shorter = new TrainingState(
                whole.state().hyperparameters(),
                whole.state().data(),
                whole.state().teacher(),
                history.subList(0, kept),
                whole.state().flipRatios().stream()
                        .filter(ratio -> ratio.epoch() < kept)
                        .toList());
        new Checkpoint(whole.network(), shorter).write(file);
    }
}
