using System;
using System.IO;
using System.Threading.Tasks;
using LogAggregator.Collect.Docker.Engine;
using LogAggregator.Collect.Docker.Reading;

namespace LogAggregator.Collect.Docker;

/// <summary>What it means for a container that the engine, the store or we ourselves failed.</summary>
sealed class ContainerSetbacks(
    EngineLink link,
    CollectorContext context,
    LogIntake intake,
    LogFollowing following,
    ContainerRuns runs,
    RetryTimes retries,
    ContainerInspection inspection,
    ContainerRemoval removal,
    CatchUpDesk desk,
    ContainerLifecycle lifecycle)
{
    public void EngineLost(DockerUnavailableException exception)
    {
        link.Lost(exception.Message);
        retries.RequestFailed();
    }

    public void EngineRefused(DockerRequestException exception)
    {
        context.Metrics.LogReadFailures.Increment();
        switch (exception.StatusCode)
        {
            case 404:
                removal.Note();
                break;
            case 501:
                inspection.NoteUnreadable();
                break;
            default:
                retries.RequestFailed();
                // Being removed (409): the event tells when. Otherwise the engine says what is wrong.
                if (exception.StatusCode == 409) break;
                inspection.Report.NoteProblem(inspection.State, exception.Message);
                // A read that succeeds takes the problem back.
                desk.IsWanted = true;
                break;
        }
    }

    /// <summary>Of a container that is gone only we have the lines: they are kept, all others are read again.</summary>
    public async Task NotStoredAsync(IOException exception)
    {
        CollectorLog.NotStored(context.Logger, inspection.State.Identity.Name, exception.Message);
        if (removal.IsKnown) retries.StoreFailed();
        else await StartOverAsync();
    }

    /// <summary>A fault of ours.</summary>
    public Task FailedAsync(Exception exception)
    {
        CollectorLog.Failed(context.Logger, inspection.State.Identity.Name, exception);
        return StartOverAsync();
    }

    /// <summary>As after a crash: back to what is stored, and on from there.</summary>
    async Task StartOverAsync()
    {
        retries.StoreFailed();
        await following.CloseAsync();
        intake.Reset();
        lifecycle.StartOver(retries.DueMs);
        runs.ForgetEnd();
        desk.IsWanted = !desk.WantsHistory;
        following.Reopen.DueMs = retries.DueMs;
    }
}
