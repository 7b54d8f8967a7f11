using System;
using LogAggregator.Collect.Docker.Lines;
using LogAggregator.Engine.Model;

namespace LogAggregator.Demo;

/// <summary>What a container prints at one moment, or what the collector records of it: a gap in its log, a start, a stop.</summary>
/// <param name="Time">Docker's time of it.</param>
/// <param name="Container">Who prints.</param>
/// <param name="Stream">Where.</param>
/// <param name="Text">One line or more, without the last newline.</param>
/// <param name="Gap">Instead of the text, for a gap.</param>
/// <param name="Lifecycle">Instead of the text, for what happened to the container.</param>
readonly record struct DemoPrint(
    DateTimeOffset Time, DemoContainer Container, OutputStream Stream, byte[] Text, GapRecord? Gap = null, LifecycleRecord? Lifecycle = null)
{
    const int NsPerTick = 100;

    /// <summary>ns since the Unix epoch.</summary>
    public long TimeNs => NsOf(Time);

    public static long NsOf(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks * NsPerTick;
}
