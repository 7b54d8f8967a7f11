using System;

namespace LogAggregator.Demo;

/// <summary>From a moment on, and up to another without it.</summary>
readonly record struct DemoWindow(DateTimeOffset From, DateTimeOffset To)
{
    public static DemoWindow None => default;

    public bool Contains(DateTimeOffset time) => time >= From && time < To;
}
