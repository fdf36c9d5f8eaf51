package io.github.bnn4j.spark.predict;

import java.io.IOException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * A directory that a job writes all or nothing into. It is closed after the session: until then, tasks of a failed job may still
 * write, whose end Spark does not wait for.
 */
final class OutputDirectory implements AutoCloseable {

    /** Spark's tasks write here until the job is done. */
    private static final String UNFINISHED = "_temporary";

    private final Path path;

    /** It is null until the directory is claimed, and once it is complete. */
    private FileSystem files;

    /**
     * @param path on any file system that Spark knows
     */
    OutputDirectory(String path) {
        this.path = new Path(path);
    }

    /**
     * Claims the directory, if it is not there.
     *
     * @return whether it was not
     * @throws IOException if Spark does not know the file system
     */
    boolean claim(SparkSession spark) throws IOException {
        FileSystem found = path.getFileSystem(spark.sessionState().newHadoopConf());
        if (found.exists(path)) {
            return false;
        }
        files = found;
        return true;
    }

    /** Says that all is written. */
    void complete() {
        files = null;
    }

    /** Removes what a failed job has left, in whose way the next attempt would be. */
    @Override
    public void close() throws IOException {
        if (files == null || !files.exists(path)) {
            return;
        }
        for (FileStatus file : files.listStatus(path)) {
            if (!file.getPath().getName().equals(UNFINISHED)) {
                return;
            }
        }
        files.delete(path, true);
    }
}
