package io.github.bnn4j.search;

import io.github.bnn4j.normalization.BatchNormRecalibration;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.deeplearning4j.arbiter.DL4JConfiguration;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.TaskCreator;
import org.deeplearning4j.arbiter.optimize.api.data.DataProvider;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;
import org.deeplearning4j.arbiter.optimize.runner.CandidateInfo;
import org.deeplearning4j.arbiter.optimize.runner.CandidateStatus;
import org.deeplearning4j.arbiter.optimize.runner.IOptimizationRunner;
import org.deeplearning4j.arbiter.optimize.runner.listener.StatusListener;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trains and scores candidates, or takes the result from an earlier run of the same search. Unlike Arbiter's own tasks,
 * these do not sleep two seconds after each candidate.
 */
final class CandidateTasks implements TaskCreator {

    private final SearchJournal journal;
    private final BooleanSupplier stop;
    private final long seed;
    private volatile Throwable failure;

    CandidateTasks(SearchJournal journal, BooleanSupplier stop, long seed) {
        this.journal = journal;
        this.stop = stop;
        this.seed = seed;
    }

    @Override
    @Deprecated
    @SuppressWarnings({"rawtypes", "deprecation"})
    public Callable<OptimizationResult> create(
            Candidate candidate,
            DataProvider dataProvider,
            ScoreFunction scoreFunction,
            List<StatusListener> statusListeners,
            IOptimizationRunner runner) {
        throw new UnsupportedOperationException("Candidates are trained on a DataSource");
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Callable<OptimizationResult> create(
            Candidate candidate,
            Class<? extends DataSource> dataSource,
            Properties properties,
            ScoreFunction scoreFunction,
            List<StatusListener> statusListeners,
            IOptimizationRunner runner) {
        return () -> {
            try {
                return result(candidate, dataSource, properties, scoreFunction);
            } catch (Throwable e) {
                // Arbiter would only log it, and go on.
                failure = e;
                throw e;
            }
        };
    }

    /** Returns what went wrong with the search itself, not with a candidate; null if nothing did. */
    Throwable failure() {
        return failure;
    }

    private OptimizationResult result(
            Candidate<?> candidate,
            Class<? extends DataSource> dataSource,
            Properties properties,
            ScoreFunction scoreFunction)
            throws IOException {
        Optional<CandidateRecord> done = journal.restored(candidate.getIndex(), candidate.getFlatParameters());
        CandidateRecord record =
                done.isPresent() ? done.get() : train(candidate, dataSource, properties, scoreFunction);
        CandidateInfo info = new CandidateInfo(
                candidate.getIndex(),
                record == null || record.failed() ? CandidateStatus.Failed : CandidateStatus.Complete,
                record == null ? null : record.score(),
                0,
                null,
                null,
                candidate.getFlatParameters(),
                record == null ? "stopped" : record.failure());
        return new OptimizationResult(
                candidate, record == null ? null : record.score(), candidate.getIndex(), null, info, null);
    }

    /** Trains a candidate; returns null if the search was stopped meanwhile: such a candidate is as if it had never begun. */
    private CandidateRecord train(
            Candidate<?> candidate,
            Class<? extends DataSource> type,
            Properties properties,
            ScoreFunction scoreFunction)
            throws IOException {
        long began = System.nanoTime();
        journal.started(candidate);
        MultiLayerNetwork scored;
        double score;
        try {
            // Of its own, so that a candidate does not depend on those before it.
            Nd4j.getRandom().setSeed(seed * 1_000_003 + candidate.getIndex() + 1);
            DL4JConfiguration configuration = (DL4JConfiguration) candidate.getValue();
            MultiLayerNetwork network = new MultiLayerNetwork(configuration.getMultiLayerConfiguration());
            network.init();
            DataSource data = type.getDeclaredConstructor().newInstance();
            data.configure(properties);
            DataSetIterator train = (DataSetIterator) data.trainData();
            for (int epoch = 0; epoch < configuration.getNumEpochs(); epoch++) {
                train.reset();
                while (train.hasNext()) {
                    if (stop.getAsBoolean()) {
                        return null;
                    }
                    network.fit(train.next());
                }
                network.incrementEpochCount();
            }
            scored = data instanceof RecalibrationSource source
                    ? BatchNormRecalibration.recalibratedCopy(network, source.recalibrationData())
                    : network;
            score = scoreFunction.score(scored, type, properties);
            if (Double.isNaN(score)) {
                throw new ArithmeticException("The score is not a number: training diverged");
            }
        } catch (Exception | OutOfMemoryError e) {
            return journal.failed(candidate, e, secondsSince(began));
        } finally {
            Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
        }
        return journal.finished(candidate, score, secondsSince(began), scored);
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
