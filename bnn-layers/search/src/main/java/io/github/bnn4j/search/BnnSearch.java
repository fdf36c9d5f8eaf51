package io.github.bnn4j.search;

import io.github.bnn4j.files.DirectoryLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;
import org.deeplearning4j.arbiter.optimize.config.OptimizationConfiguration;
import org.deeplearning4j.arbiter.optimize.runner.LocalOptimizationRunner;
import org.deeplearning4j.arbiter.optimize.serde.jackson.JsonMapper;
import org.deeplearning4j.arbiter.scoring.impl.EvaluationScoreFunction;
import org.nd4j.evaluation.classification.Evaluation;

/**
 * A search over a {@link BnnSpace}, one candidate after the other, with all that Arbiter leaves to its user: it ends when
 * its grid ends, it shows failures, its candidates depend on its seed only, and what is done is on disk. Run again over the
 * same directory, it goes through the same candidates, takes those that are done as they are, and trains the rest.
 *
 * <p>Candidates are scored on {@link DataSource#testData()}, which should be a validation set: what is chosen by a set
 * cannot be judged by it.
 */
public final class BnnSearch {

    private final BnnSpace space;
    private final SearchGenerator generator;
    private final int gridSteps;
    private final int candidates;
    private final double minutes;
    private final long seed;
    private final Class<? extends DataSource> dataSource;
    private final Properties dataProperties;
    private final ScoreFunction score;
    private final SearchDirectory directory;
    private final SearchJournal journal;
    private volatile boolean stopped;
    private volatile long deadline = Long.MAX_VALUE;

    private BnnSearch(Builder builder) {
        this.space = builder.space;
        this.generator = builder.generator;
        this.gridSteps = builder.gridSteps;
        this.candidates = builder.candidates;
        this.minutes = builder.minutes;
        this.seed = builder.seed;
        this.dataSource = builder.dataSource;
        this.dataProperties = builder.dataProperties;
        this.score = builder.score;
        this.directory = builder.directory;
        this.journal = new SearchJournal(space, directory, score.minimize(), builder.listener);
    }

    /**
     * Searches until the candidates, the time or the grid are at their end, or {@link #stop()} is called.
     *
     * @return what became of the candidates, in order
     * @throws IOException if the directory holds another search or a damaged record, another program searches there, or it
     *     cannot be written
     */
    public List<CandidateRecord> run() throws IOException {
        try (DirectoryLock lock = directory.lock()) {
            return search();
        }
    }

    private List<CandidateRecord> search() throws IOException {
        // Before the description: it gives the space its indices, which are part of it.
        CandidateGenerator base = generator.create(space.network(), score, gridSteps, candidates, seed);
        directory.begin(description());
        CandidateTasks tasks = new CandidateTasks(journal, this::isStopped, seed);
        deadline = System.nanoTime() + (long) Math.min(minutes * 60e9, Long.MAX_VALUE / 2.0);
        CandidateGenerator counted = new CountedGenerator(
                base,
                candidates,
                () -> isOver() || tasks.failure() != null,
                index -> tasks.failure() == null && directory.has(index),
                candidate -> journal.failed(candidate, candidate.getException(), 0));
        OptimizationConfiguration configuration = new OptimizationConfiguration.Builder()
                .candidateGenerator(counted)
                .dataSource(dataSource, dataProperties)
                .scoreFunction(score)
                .terminationConditions(new NoMoreCandidates())
                .build();
        try {
            new LocalOptimizationRunner(configuration, tasks).execute();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        rethrow(tasks.failure());
        return journal.records();
    }

    private static void rethrow(Throwable failure) throws IOException {
        if (failure instanceof UncheckedIOException unchecked) {
            throw unchecked.getCause();
        } else if (failure instanceof IOException checked) {
            throw checked;
        } else if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        } else if (failure instanceof Error error) {
            throw error;
        } else if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }

    /** Ends the search; the candidate at work is given up. */
    public void stop() {
        stopped = true;
    }

    /** Returns the first of the best candidates so far; empty if none succeeded. */
    public Optional<CandidateRecord> best() {
        return journal.best();
    }

    /** Returns the files that the search writes and goes on from. */
    public SearchDirectory directory() {
        return directory;
    }

    private boolean isStopped() {
        return stopped;
    }

    private boolean isOver() {
        return stopped || System.nanoTime() - deadline >= 0;
    }

    /** Returns all that decides which candidates there are and how they are scored, but not how many. */
    private String description() throws IOException {
        return String.join(
                "\n",
                generator + ", seed " + seed + (generator == SearchGenerator.GRID ? ", steps " + gridSteps : "")
                        + (generator == SearchGenerator.GENETIC ? ", of " + candidates + " candidates" : ""),
                dataSource.getName() + " " + new TreeMap<>(dataProperties),
                JsonMapper.getMapper().writeValueAsString(score),
                JsonMapper.getMapper().writeValueAsString(space.network()));
    }

    /** Builds a {@link BnnSearch}. */
    public static final class Builder {

        private final BnnSpace space;
        private final Class<? extends DataSource> dataSource;
        private final Properties dataProperties;
        private final SearchDirectory directory;
        private SearchGenerator generator = SearchGenerator.RANDOM;
        private int gridSteps = 3;
        private int candidates = 20;
        private double minutes = Double.POSITIVE_INFINITY;
        private long seed = 1;
        private ScoreFunction score = new EvaluationScoreFunction(Evaluation.Metric.ACCURACY);
        private SearchListener listener = new SearchListener() {};

        /**
         * @param dataSource has a public constructor without arguments; gives DataSetIterators; of a
         *     {@link RecalibrationSource}, batch normalization is recalibrated
         * @param dataProperties what it is configured with
         * @param directory for the results; created if it is not there
         */
        public Builder(
                BnnSpace space, Class<? extends DataSource> dataSource, Properties dataProperties, Path directory) {
            this.space = space;
            this.dataSource = dataSource;
            this.dataProperties = dataProperties;
            this.directory = new SearchDirectory(directory);
        }

        /** Sets how candidates are chosen; default RANDOM. */
        public Builder generator(SearchGenerator generator) {
            this.generator = generator;
            return this;
        }

        /** Sets the steps of a range of numbers in a grid, at least 2; default 3. */
        public Builder gridSteps(int gridSteps) {
            require(gridSteps >= 2, "gridSteps must be at least 2", gridSteps);
            this.gridSteps = gridSteps;
            return this;
        }

        /** Sets how many candidates begin at most, those of earlier runs and those that fail included; at least 1, default 20. */
        public Builder candidates(int candidates) {
            require(candidates >= 1, "candidates must be at least 1", candidates);
            this.candidates = candidates;
            return this;
        }

        /** Sets after how many minutes no candidate begins, those aside that failed in an earlier run; greater than 0, default no limit. */
        public Builder minutes(double minutes) {
            require(minutes > 0, "minutes must be greater than 0", minutes);
            this.minutes = minutes;
            return this;
        }

        /** Sets the seed of the candidates' hyperparameters and training; default 1. */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /** Sets how candidates are scored; default the accuracy on the data source's test data. */
        public Builder score(ScoreFunction score) {
            this.score = score;
            return this;
        }

        /** @param listener hears of each candidate, for example to print it; none by default */
        public Builder listener(SearchListener listener) {
            this.listener = listener;
            return this;
        }

        /** Returns the search, which {@link BnnSearch#run()} starts; nothing is written yet. */
        public BnnSearch build() {
            return new BnnSearch(this);
        }

        private static void require(boolean condition, String demand, Object value) {
            if (!condition) {
                throw new IllegalArgumentException(demand + ", got " + value);
            }
        }
    }

    @Override
    public String toString() {
        return "BnnSearch[" + candidates + " candidates at most, generator=" + generator + ", directory="
                + directory.path() + ", space=" + space + "]";
    }
}
