using System;
using System.Diagnostics;
using System.Threading.Tasks;
using Xunit;

namespace LogAggregator.EndToEnd.Harness;

/// <summary>Waits for what must come true, by asking again; how soon is not judged, only that it does.</summary>
static class Eventually
{
    /// <summary>How long anything may take before the test fails. Generous: the machine may be busy with other tests.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks until the answer is null ("nothing is wrong any more"); fails with the last answer.</summary>
    public static async Task HoldsAsync(Func<Task<string?>> whatIsWrong, TimeSpan? deadline = null)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var wrong = await whatIsWrong();
            if (wrong is null) return;
            if (Stopwatch.GetElapsedTime(started) > (deadline ?? Deadline))
                Assert.Fail($"After {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s: {wrong}");
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }

    public static Task IsTrueAsync(Func<Task<bool>> condition, string otherwise, TimeSpan? deadline = null) =>
        HoldsAsync(async () => await condition() ? null : otherwise, deadline);

    public static Task IsTrueAsync(Func<bool> condition, string otherwise, TimeSpan? deadline = null) =>
        HoldsAsync(() => Task.FromResult(condition() ? null : otherwise), deadline);
}
