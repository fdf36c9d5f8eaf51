/**
 * Picture files as bytes of pixels, for training and for prediction alike. Begin with {@link
 * io.github.bnn4j.cli.picture.PictureReader}; there is a class for the header of each format, since OpenCV is given
 * only files that have been looked at.
 */
package io.github.bnn4j.cli.picture;
