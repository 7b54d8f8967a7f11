using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace LogAggregator.Collect.Docker.Reading;

/// <summary>
/// Stores what was taken. While the store does not take it the log is not read; after two seconds the followed log is closed: Docker
/// keeps the lines, a stalled follower would leave them out.
/// </summary>
sealed class PatientCommit(LogIntake intake, CollectorContext context)
{
    public const int StallMs = 2_000;

    /// <param name="follow">The log that waits meanwhile, if there is one.</param>
    /// <param name="grace">Gives up: the service has ended.</param>
    /// <exception cref="IOException">The store does not take it for two seconds.</exception>
    public async ValueTask CommitAsync(FollowedLog? follow, CancellationToken grace)
    {
        var giveUpMs = context.NowMs + StallMs;
        Backoff? backoff = null;
        while (true)
        {
            try
            {
                await WatchedAsync(follow, grace);
                return;
            }
            catch (IOException) when (context.NowMs < giveUpMs)
            {
                backoff ??= new Backoff(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1), context.Random);
                await Task.Delay(backoff.Next(), context.Time, grace);
            }
        }
    }

    async ValueTask WatchedAsync(FollowedLog? follow, CancellationToken grace)
    {
        var commit = intake.CommitAsync(grace);
        if (!commit.IsCompletedSuccessfully && follow is not null)
        {
            await using var watch = context.Time.CreateTimer(
                static log => ((FollowedLog)log!).Close(), follow, TimeSpan.FromMilliseconds(StallMs), Timeout.InfiniteTimeSpan);
            await commit;
            return;
        }
        await commit;
    }
}
