using System;

namespace LogAggregator.Engine.Query.Pipes;

/// <summary>Where the step of time begins that a time is in.</summary>
static class TimeSteps
{
    const long NsPerDay = 86_400_000_000_000;
    const long NsPerWeek = 7 * NsPerDay;

    /// <summary>1970-01-05 was a Monday.</summary>
    const long FirstMondayNs = 4 * NsPerDay;

    public static long StartOf(long timestampNs, long stepNs)
    {
        var origin = stepNs % NsPerWeek == 0 ? FirstMondayNs : 0;
        var (steps, rest) = Math.DivRem(timestampNs - origin, stepNs);
        if (rest < 0) steps--;
        return steps * stepNs + origin;
    }
}
