using System;

namespace LogAggregator.Demo.Scenes;

/// <summary>
/// Something that goes on in the demo, in steps: each prints something and says when the next one is. Its time is the day's alone and its chance
/// is its own, so that it prints the same whatever others do.
/// </summary>
abstract class Scene(DemoDay day, Random random)
{
    /// <summary>When it plays next; <see cref="DateTimeOffset.MaxValue"/> if never again.</summary>
    public DateTimeOffset Next { get; protected set; } = day.Start;

    protected DemoDay Day { get; } = day;

    protected Random Random { get; } = random;

    /// <summary>Prints at <see cref="Next"/> or later, and moves it on.</summary>
    public abstract void Play(DemoOutput output);

    protected T Any<T>(ReadOnlySpan<T> choices) => choices[Random.Next(choices.Length)];

    protected bool Chance(double probability) => Random.NextDouble() < probability;

    /// <summary>A span between two numbers of milliseconds.</summary>
    protected TimeSpan Milliseconds(int from, int to) => TimeSpan.FromMicroseconds(Random.NextInt64(from * 1000L, to * 1000L));

    /// <summary>The next step comes after a while that is random around its mean.</summary>
    protected void Pause(TimeSpan mean) => Next += Day.Wait(Random, Next, mean);
}
