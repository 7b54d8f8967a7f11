using System;
using System.Linq;
using CsCheck;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Blocks;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage.Blocks;

public sealed class BlockStepsTests
{
    const long Second = 1_000_000_000;

    static readonly Gen<(long, int)[]> AnyRows = Gen.Select(Gen.Long[-500 * Second, 500 * Second], Gen.Int[0, 5]).Array[1, 300];

    [Fact]
    public void EveryRowIsInTheStepOfItsTime() => Gen.Select(AnyRows, Gen.Long[1, 100_000]).Sample((rows, stretch) =>
    {
        long[] times = [.. rows.Select(row => row.Item1 / 1000 * stretch)];
        var steps = BlockSteps.Of(times, [.. rows.Select(row => row.Item2)]);
        Assert.True(steps.StepNs > 0);
        var expected = rows.Select((row, i) => (Start: FloorOf(times[i], steps.StepNs), row.Item2)).GroupBy(row => row)
            .OrderBy(group => group.Key).Select(group => (group.Key.Start, (Level)group.Key.Item2, group.Count()));
        Assert.Equal(expected, steps.Counts());
        Assert.Equal(steps.Counts(), BlockSteps.Decode(steps.Encoded)!.Counts());
    });

    [Fact]
    public void RowsOfYearsHaveNoSteps()
    {
        var steps = BlockSteps.Of([0, 400 * 86_400 * Second], [0, 1]);
        Assert.Equal(0, steps.StepNs);
        Assert.Empty(steps.Counts());
        Assert.Equal(0, BlockSteps.Decode(steps.Encoded)!.StepNs);
    }

    [Fact]
    public void BytesThatAreNoStepsAreRefused() => Gen.Byte.Array[0, 40].Sample(bytes =>
    {
        if (BlockSteps.Decode(bytes) is { } steps) Assert.Equal(bytes, steps.Encoded);
    });

    [Fact]
    public void AnEncodingCutShortGivesNoOtherCounts()
    {
        var encoded = BlockSteps.Of([0, 5 * Second, 7 * Second], [1, 2, 3]).Encoded.ToArray();
        Assert.Null(BlockSteps.Decode([]));
        Assert.Null(BlockSteps.Decode(encoded.AsSpan(0, encoded.Length - 1)));
    }

    static long FloorOf(long time, long step) => time - ((time % step) + step) % step;
}
