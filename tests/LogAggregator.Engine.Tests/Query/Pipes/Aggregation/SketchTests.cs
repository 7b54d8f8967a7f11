using System;
using System.Linq;
using CsCheck;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Pipes;
using LogAggregator.Engine.Query.Pipes.Aggregation;
using LogAggregator.Engine.Query.Values;
using Xunit;

namespace LogAggregator.Engine.Tests.Query.Pipes.Aggregation;

public sealed class SketchTests
{
    [Fact]
    public void EveryRankOfASketchIsWithinOnePercent() => Gen.Double[-1e6, 1e6].Array[1, 300].Sample(numbers =>
    {
        var sketch = new LogSketch(new QueryBudget(long.MaxValue));
        foreach (var number in numbers) sketch.Add(number);
        var sorted = numbers.Order().ToArray();

        for (var rank = 1; rank <= sorted.Length; rank++)
            Assert.True(Math.Abs(sketch.ValueAt(rank) - sorted[rank - 1]) <= 0.0101 * Math.Abs(sorted[rank - 1]) + 1e-9);
    });

    /// <summary>Around 0 and 1,024, where whole numbers begin and cease to be counted by themselves.</summary>
    [Fact]
    public void WholeNumbersAreCountedAsOthersAre() => Gen.OneOf(Gen.Long[-3, 3], Gen.Long[1020, 1028], Gen.Long[-5000, 5000]).Array[1, 300].Sample(numbers =>
    {
        var (asIntegers, asNumbers) = (new LogSketch(new QueryBudget(long.MaxValue)), new LogSketch(new QueryBudget(long.MaxValue)));
        foreach (var number in numbers)
        {
            asIntegers.Add(number);
            asNumbers.Add((double)number);
        }

        Assert.Equal(asNumbers.Count, asIntegers.Count);
        for (var rank = 1; rank <= numbers.Length; rank++) Assert.Equal(asNumbers.ValueAt(rank), asIntegers.ValueAt(rank));
    });

    [Fact]
    public void AQuantileOfFewNumbersIsOneOfThem() => Gen.Select(Gen.Int[-50, 50].Array[1, 40], Gen.Int[0, 100]).Sample((numbers, percent) =>
    {
        var accumulator = new QuantileAccumulator(percent, new QueryBudget(long.MaxValue));
        foreach (var number in numbers) accumulator.Add(Value.Of((long)number));
        var quantile = accumulator.Result(null).AsInteger;

        Assert.True(numbers.Count(n => n <= quantile) * 100.0 >= percent * numbers.Length);
        Assert.True(numbers.Where(n => n < quantile).All(n => numbers.Count(m => m <= n) * 100.0 < percent * numbers.Length));
    });

    [Fact]
    public void DifferentValuesAreCountedExactlyWhileFew() => Gen.Int[0, 500].Array[0, 1000].Sample(numbers =>
    {
        var accumulator = new CountUniqAccumulator(new QueryBudget(long.MaxValue));
        foreach (var number in numbers) accumulator.Add(number % 2 == 0 ? Value.Of((long)number) : Value.Of("v" + number));

        Assert.Equal(numbers.Distinct().Count(), accumulator.Result(null).AsInteger);
    });

    [Theory]
    [InlineData(5_000)]
    [InlineData(100_000)]
    [InlineData(1_000_000)]
    public void ManyDifferentValuesAreCountedWithinFivePercent(int count)
    {
        var accumulator = new CountUniqAccumulator(new QueryBudget(long.MaxValue));
        for (var round = 0; round < 2; round++)
            for (var i = 0; i < count; i++) accumulator.Add(Value.Of((long)i));

        Assert.InRange(accumulator.Result(null).AsInteger, count * 0.95, count * 1.05);
    }

    [Fact]
    public void ASumOfWholeNumbersIsExactBeyondWhatADoubleHolds()
    {
        var sum = new SumAccumulator();
        foreach (var number in new[] { 9007199254740993, 1, 1 }) sum.Add(Value.Of(number));

        Assert.Equal(9007199254740995, sum.Result(null).AsInteger);
    }

    [Fact]
    public void ASumThatNoLongerFitsBecomesADouble()
    {
        var sum = new SumAccumulator();
        for (var i = 0; i < 3; i++) sum.Add(Value.Of(long.MaxValue));

        Assert.Equal(3.0 * long.MaxValue, sum.Result(null).AsNumber);
    }

    [Fact]
    public void EveryFunctionHasAnAccumulator()
    {
        foreach (var function in Enum.GetValues<AggregateFunction>())
            Assert.NotNull(Accumulator.For(new Aggregate(function, "f", 50, "c"), new QueryBudget(1000)));
    }
}
