using System;
using CsCheck;
using LogAggregator.Engine.Query.Pipes;
using Xunit;

namespace LogAggregator.Engine.Tests.Query.Pipes;

public sealed class TimeStepsTests
{
    const long Day = 86_400_000_000_000;

    [Fact]
    public void ATimeLiesInItsStep() => Gen.Select(Gen.Long[0, long.MaxValue / 2], Gen.Long[1_000_000, 400 * Day]).Sample((time, step) =>
    {
        var start = TimeSteps.StartOf(time, step);
        Assert.InRange(time - start, 0, step - 1);
        Assert.Equal(start, TimeSteps.StartOf(start, step));
    });

    [Fact]
    public void WeeksBeginOnMonday()
    {
        for (var day = 0; day < 20; day++)
        {
            var start = TimeSteps.StartOf(day * Day + 5, 7 * Day);
            Assert.Equal(DayOfWeek.Monday, DateTime.UnixEpoch.AddDays(start / Day).DayOfWeek);
        }
    }
}
