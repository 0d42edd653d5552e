package org.fluxtube.engine.flow;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.fluxtube.engine.rng.SiteRandom;

/**
 * A network that computes in float between a field and a coupling that are double. What it makes is
 * still a function of its input, whatever it is worth, and so ln J of the coupling is exact.
 */
record InFloat(Conditioner network) implements Conditioner {
  @Override
  public int parameters() {
    return network.parameters();
  }

  @Override
  public List<String> labels(String prefix) {
    return network.labels(prefix);
  }

  @Override
  public void start(SiteRandom random, double[] out, int offset) {
    network.start(random, out, offset);
  }

  @Override
  public Tensor apply(Tensor theta, Tensor x, int set) {
    Tensor narrow =
        network.apply(theta.to(torch.ScalarType.Float), x.to(torch.ScalarType.Float), set);
    return narrow.to(torch.ScalarType.Double);
  }

  @Override
  public void close() {
    network.close();
  }
}
