using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Collect.Docker.Engine;
using LogAggregator.Collect.Docker.Lines;
using LogAggregator.Collect.Docker.Positions;
using LogAggregator.Collect.Docker.Reading;

namespace LogAggregator.Collect.Docker;

/// <summary>
/// Collects one container: one loop that does one thing at a time and otherwise sleeps. Follows the log while the container runs, so
/// that lines are there at once; reads the log itself whenever something could be missing.
/// </summary>
sealed class ContainerCollector : IAsyncDisposable
{
    /// <summary>Messages from the end that a log is followed from, so that the mark is among them.</summary>
    const long JoinTail = 200;

    const int HoldRecordMs = 25;
    const int AuditMs = 60_000;
    const int JoinMs = 1_000;
    const int RemovalGraceMs = 5_000;
    const int LaggingMessages = 5_000;

    readonly IDockerEngine _engine;
    readonly EngineLink _link;
    readonly CollectorContext _context;
    readonly LogIntake _intake;
    readonly FollowTaker _taker;
    readonly PatientCommit _commit;
    readonly CatchUpDesk _catchUps;
    readonly ContainerReport _report;
    readonly ReopenSchedule _reopen = new();
    readonly Signal _signal = new();
    readonly VerifySchedule _schedule = new();
    readonly GateTurn _turn;
    readonly GateTurn _opening;
    readonly ITimer _timer;
    readonly Backoff _requestBackoff;
    readonly Backoff _damageBackoff;
    readonly Backoff _storeBackoff;
    ContainerState _state;
    FollowedLog? _follow;
    bool _inspectWanted = true;
    bool _ended;
    bool _endedWhole;
    bool _endIsRead;
    bool _everStarted;
    readonly int _createdInSession;
    long _firstStartNs;
    bool _removed;
    bool _finishing;
    long _removedMs;
    long _readRunNs;
    long _retryMs;
    long _inspectMs = long.MaxValue;
    long _flushMs = long.MaxValue;
    long _joinMs;
    long _auditMs;

    /// <param name="engine">Asked for the log.</param>
    /// <param name="link">Shared by the engine's containers.</param>
    /// <param name="context">Shared by all.</param>
    /// <param name="state">What is known so far.</param>
    /// <param name="key">Of its position.</param>
    /// <param name="stored">What the store has under that key and below; null if it was never seen.</param>
    /// <param name="isNew">It came after the service's first start: everything is wanted.</param>
    public ContainerCollector(
        IDockerEngine engine,
        EngineLink link,
        CollectorContext context,
        ContainerState state,
        string key,
        IReadOnlyDictionary<string, byte[]>? stored,
        bool isNew)
    {
        (_engine, _link, _context, _state) = (engine, link, context, state);
        Inbox = new ContainerInbox(_signal);
        _intake = new LogIntake(key, context.Pipeline, context.Writers, context.Metrics) { Sources = new SourceTable(state.Identity) };
        _taker = new FollowTaker(_intake, _schedule, context.Metrics);
        _turn = new GateTurn(link.LargeReadTurns, _signal);
        _opening = new GateTurn(link.OpeningTurns, _signal);
        _report = new ContainerReport(engine.Endpoint, context);
        _commit = new PatientCommit(_intake, context);
        _catchUps = new CatchUpDesk(engine, state.Identity.Id, _intake, _turn, context);
        _timer = context.Time.CreateTimer(static signal => ((Signal)signal!).Set(), _signal, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _requestBackoff = new Backoff(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(10), context.Random);
        _damageBackoff = new Backoff(TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(5), context.Random);
        _storeBackoff = new Backoff(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30), context.Random);
        if (stored is not null && !_intake.Restore(stored)) CollectorLog.BadPosition(context.Logger, state.Identity.Name);
        _catchUps.WantsHistory = !_intake.HasPosition && !isNew;
        _intake.FromBeginning |= !_intake.HasPosition && isNew;
        _everStarted = state.IsRunning;
        _createdInSession = state.State == "created" ? link.Session : -1;
        // Spread, so that hundreds of containers are not looked at in one moment.
        lock (context.Random) _auditMs = context.NowMs + AuditMs / 2 + context.Random.Next(AuditMs);
    }

    public ContainerInbox Inbox { get; }

    public string Id => _state.Identity.Id;

    public string Name => _state.Identity.Name;

    /// <summary>What was stored since the last call.</summary>
    public CollectedCounts TakeCounts() => _intake.TakeCounts();

    /// <summary>Returns when the container is gone and everything of it is stored, or when cancelled and everything taken is stored.</summary>
    /// <param name="stopping">Ends it.</param>
    /// <param name="grace">Cancelled a few seconds after: what is not stored then stays with Docker.</param>
    public async Task RunAsync(CancellationToken stopping, CancellationToken grace)
    {
        await using var wake = stopping.UnsafeRegister(static signal => ((Signal)signal!).Set(), _signal);
        try
        {
            while (!stopping.IsCancellationRequested && !await TurnAsync(stopping, grace))
            {
            }
            if (stopping.IsCancellationRequested) await StopAsync(grace);
        }
        catch (Exception exception) when (exception is IOException || (exception is OperationCanceledException && grace.IsCancellationRequested))
        {
            CollectorLog.NotStored(_context.Logger, Name, exception.Message);
        }
        finally
        {
            await DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _turn.Close();
        _opening.Close();
        await _timer.DisposeAsync();
        await CloseFollowAsync();
    }

    /// <summary>One turn, and the one place where what the environment does is caught. True when the container is over.</summary>
    async Task<bool> TurnAsync(CancellationToken stopping, CancellationToken grace)
    {
        try
        {
            Read(Inbox.Take());
            if (_removed && _context.NowMs >= _retryMs && await TryFinishAsync(grace)) return true;
            if (!await StepAsync(stopping, grace)) await SleepAsync();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
        catch (DockerUnavailableException exception)
        {
            _link.Lost(exception.Message);
            Retry();
        }
        catch (DockerRequestException exception)
        {
            Refused(exception);
        }
        catch (IOException exception)
        {
            await NotStoredAsync(exception);
        }
        // A fault of ours must not end the collection of a container unseen.
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            CollectorLog.Failed(_context.Logger, Name, exception);
            await StartOverAsync();
        }
        return false;
    }

    void Read(ContainerNews news)
    {
        if (news.StartedNs > 0) BeginRun(news.StartedNs);
        if (news.Died || news.Changed) _inspectWanted = true;
        if (news.Listed is { } listed && (listed.Name != Name || listed.State != _state.State || _state.Details is null)) _inspectWanted = true;
        if (!news.Removed || _removed) return;
        (_removed, _removedMs) = (true, _context.NowMs);
    }

    void BeginRun(long startedNs)
    {
        // Heard late: that run is over.
        if (startedNs < _state.Details?.FinishedNs)
        {
            _inspectWanted = true;
            return;
        }
        if (_intake.StartedNs == 0) _intake.StartedNs = startedNs;
        if (!_everStarted && _createdInSession == _link.Session) _firstStartNs = startedNs;
        _state = _state with { State = "running" };
        _reopen.Started();
        _everStarted = true;
        _inspectWanted = true;
        _intake.Drained = false;
        ForgetEnd();
    }

    void ForgetEnd() => (_ended, _endedWhole, _endIsRead, _readRunNs) = (false, false, false, 0);

    /// <summary>Does the most urgent thing. False if there is nothing to do now.</summary>
    async Task<bool> StepAsync(CancellationToken stopping, CancellationToken grace)
    {
        var now = _context.NowMs;
        var mayAsk = _link.IsUp && now >= _retryMs;
        // A turn that came too late is the next one's.
        if (!(mayAsk && IsCatchUpDue(now))) _turn.Leave();
        if (!(mayAsk && ShouldOpen(now))) _opening.Leave();
        if (_follow is { IsEnded: true }) await EndFollowAsync(now);
        else if (mayAsk && ShouldOpen(now) && _opening.TryEnter()) await OpenAsync(stopping);
        // A container that has ended may be removed at once: its log is read first.
        else if (mayAsk && _ended && !_endIsRead && IsCatchUpDue(now) && _catchUps.MayRun(_follow, _state)) await CatchUpAsync(stopping, grace);
        else if (mayAsk && (_inspectWanted || now >= _inspectMs) && !_removed) await InspectAsync(stopping, grace);
        else if (mayAsk && IsCatchUpDue(now) && _catchUps.MayRun(_follow, _state)) await CatchUpAsync(stopping, grace);
        else if (_follow is { IsReady: true }) await TakeAsync(grace);
        else if (_intake.HoldsRecord && now >= _flushMs) await FlushAsync(grace);
        else if (mayAsk && _follow is not null && now >= _auditMs && !_state.Retention.TailIsDear) await AuditAsync(stopping);
        else return false;
        return true;
    }

    async Task SleepAsync()
    {
        var now = _context.NowMs;
        var wakeMs = _intake.HoldsRecord ? _flushMs : long.MaxValue;
        if (_removed) wakeMs = Math.Min(wakeMs, Math.Max(_retryMs, _follow is null ? now : _removedMs + RemovalGraceMs));
        else if (_link.IsUp) wakeMs = Math.Min(wakeMs, Math.Max(_retryMs, NextRequestMs(now)));
        // What is due already waits for something else, a turn at the gate or a batch, and that sets the signal.
        var wait = wakeMs <= now || wakeMs == long.MaxValue ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(wakeMs - now);
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
        await _signal.WaitAsync();
    }

    long NextRequestMs(long now)
    {
        if (_inspectWanted) return now;
        var next = _inspectMs;
        if (!_state.Retention.IsReadable) return next;
        if (_catchUps.IsWanted || _catchUps.WantsHistory) return now;
        next = Math.Min(next, _schedule.DueMs);
        if (_follow is null) return _state.IsRunning ? Math.Min(next, _reopen.DueMs) : next;
        if (MustJoin) next = Math.Min(next, _joinMs);
        return _state.Retention.TailIsDear ? next : Math.Min(next, _auditMs);
    }

    bool MustJoin => _follow is { IsJoined: false, IsCaughtUp: false };

    bool ShouldOpen(long now) =>
        _follow is null && _state.IsRunning && _state.Retention.IsReadable && !_catchUps.WantsHistory && !_removed && now >= _reopen.DueMs;

    async Task OpenAsync(CancellationToken stopping)
    {
        var ledger = _intake.Ledger;
        long? tail = ledger.HasAnchors && !_catchUps.WholeOnly ? JoinTail : null;
        ILogReading reading;
        try
        {
            reading = await _engine.OpenLogsAsync(Id, new LogRequest(Follow: true, tail, _state.Details?.Terminal), stopping);
        }
        finally
        {
            _opening.Leave();
        }
        if (_catchUps.OpenedNs == 0) _catchUps.OpenedNs = _context.NowNs;
        _reopen.Opened();
        ForgetEnd();
        _requestBackoff.Reset();
        var fromBeginning = !ledger.HasAnchors && !ledger.HasCovered;
        _follow = new FollowedLog(reading, new MessageKeys(_state.Retention.RepeatsAndLoses), _signal, _context.NowMs)
        {
            IsJoined = fromBeginning,
            FirstNumber = fromBeginning ? ledger.NextNumber : 0,
        };
        _joinMs = _context.NowMs + JoinMs;
    }

    async Task EndFollowAsync(long now)
    {
        var (end, joined, openedMs) = (_follow!.End, _follow.IsJoined, _follow.OpenedMs);
        await CloseFollowAsync();
        _reopen.Ended(openedMs, now);
        if (end == LogEnd.Cut && _state.IsRunning) return;
        (_catchUps.IsWanted, _inspectWanted) = (true, true);
        if (end == LogEnd.Clean) (_ended, _endedWhole) = (true, joined);
        // Some engines lose the file they follow at a rotation and say so: the read that comes now tells whether it is worse.
        else if (end == LogEnd.EngineError) _context.Metrics.LogReadFailures.Increment();
    }

    async Task InspectAsync(CancellationToken stopping, CancellationToken grace)
    {
        (_inspectWanted, _inspectMs) = (false, long.MaxValue);
        var details = await _engine.InspectAsync(Id, stopping);
        if (details is null)
        {
            if (!_removed) (_removed, _removedMs) = (true, _context.NowMs);
            return;
        }
        var isKnown = _intake.HasPosition && details.StartedNs == _intake.StartedNs && _readRunNs == 0;
        if (_readRunNs == details.StartedNs && !details.Running) EndRun();
        _readRunNs = 0;
        Apply(_state.With(details, _link.ApiVersion), details);
        // From now on the run is known to have been seen, even if it prints nothing.
        if (!isKnown && !_catchUps.WantsHistory) await CommitAsync(grace);
    }

    /// <summary>Everything of the run was read: unfinished lines are complete.</summary>
    void EndRun()
    {
        if (_readRunNs == 0) return;
        _intake.FlushAll();
        _intake.Drained = true;
    }

    void Apply(ContainerState state, ContainerDetails details)
    {
        if (state.Identity != _state.Identity) _intake.Sources = new SourceTable(state.Identity);
        _state = state;
        _everStarted |= details.StartedNs > 0;
        // It has never ended.
        if (_firstStartNs == 0 && details.FinishedNs == 0) _firstStartNs = details.StartedNs;
        if (_catchUps.WantsHistory && details.StartedNs == 0) (_catchUps.WantsHistory, _intake.FromBeginning) = (false, true);
        if (!state.Retention.Rotates) TrustFollowed();
        if (details.StartedNs != _intake.StartedNs) (_intake.StartedNs, _intake.Drained) = (details.StartedNs, false);
        if (state.State == "restarting") _inspectMs = _reopen.NextLook(_context.NowMs);
        if (!state.IsRunning && !_intake.Drained && details.StartedNs > 0) _catchUps.IsWanted = true;
        if (!state.Retention.IsReadable) (_catchUps.IsWanted, _catchUps.WantsHistory) = (false, false);
        _report.Show(_state);
    }

    void TrustFollowed()
    {
        _intake.FromBeginning = false;
        if (_follow is { IsJoined: true, FirstNumber: > 0 }) _intake.Ledger.TrustFollowed(_follow.FirstNumber);
    }

    bool IsCatchUpDue(long now) =>
        !_removed && _state.Details is not null && _state.Retention.IsReadable && (_catchUps.IsWanted || _catchUps.WantsHistory || now >= _schedule.DueMs || (MustJoin && now >= _joinMs));

    /// <summary>When it may have printed first: its first start if that was seen, else its creation.</summary>
    long BornNs() => _firstStartNs > 0 ? _firstStartNs : _state.Details?.CreatedNs ?? _intake.StartedNs;

    async Task CatchUpAsync(CancellationToken stopping, CancellationToken grace)
    {
        var (began, heldLine, isComplete) = (_context.NowMs, _intake.HoldsLine, false);
        try
        {
            var (read, outcome) = await _catchUps.RunAsync(_state, BornNs(), () => CommitAsync(grace), stopping);
            isComplete = outcome.Kind == CatchUpEnd.Complete;
            await AfterCatchUpAsync(read, outcome, began, grace);
        }
        finally
        {
            // The beginning of that line was forgotten to be read again: a followed log must not go on in the middle of it.
            if (heldLine && !isComplete) await ReopenAsync();
        }
        foreach (var gap in _intake.TakeGaps()) CollectorLog.Gap(_context.Logger, gap.Sentence(Name));
    }

    async Task AfterCatchUpAsync(CatchUp catchUp, CatchUpOutcome outcome, long began, CancellationToken grace)
    {
        var now = _context.NowMs;
        if (catchUp.Damage.Length > 0) NoteDamage(catchUp.Damage, now);
        switch (outcome.Kind)
        {
            case CatchUpEnd.Complete:
                await CaughtUpAsync(catchUp.Found, catchUp.Damage.Length > 0, now - began, now);
                break;
            case CatchUpEnd.Interrupted:
                Retry();
                break;
            case CatchUpEnd.Unreadable:
                _schedule.Verified(foundSome: false, now);
                _retryMs = now + (long)_damageBackoff.Next().TotalMilliseconds;
                break;
        }
    }

    async Task CaughtUpAsync(long found, bool damaged, long tookMs, long now)
    {
        _requestBackoff.Reset();
        if (!damaged)
        {
            _damageBackoff.Reset();
            _report.Clear(_state);
        }
        _schedule.Verified(found > 0, now);
        if (_follow is null)
        {
            _endIsRead = _ended;
            if ((_state.IsRunning && !_ended) || _state.State == "restarting" || _intake.Drained) return;
            // Another run may have begun while the log was read: only if none has is this the end.
            (_readRunNs, _inspectWanted) = (_intake.StartedNs, true);
            return;
        }
        _context.Metrics.RecordsCollectedLate.Add(found);
        _follow.CatchUpWith(_intake.Ledger);
        // It stood still meanwhile, or is too slow: what it would give now is old.
        if (tookMs <= PatientCommit.StallMs && found <= LaggingMessages) return;
        await CloseFollowAsync();
        _reopen.DueMs = now;
    }

    async Task TakeAsync(CancellationToken grace)
    {
        var log = _follow!;
        _taker.Take(log, _context.NowNs, _context.NowMs, _state.Retention);
        log.Read();
        if (_intake.HoldsRecord) _flushMs = _context.NowMs + HoldRecordMs;
        await CommitAsync(grace);
        await Task.Yield();
    }

    async Task FlushAsync(CancellationToken grace)
    {
        _flushMs = long.MaxValue;
        _intake.FlushRecords();
        await CommitAsync(grace);
    }

    async Task AuditAsync(CancellationToken stopping)
    {
        _auditMs = _context.NowMs + AuditMs;
        var result = await LogAudit.RunAsync(_engine, Id, _state.Details?.Terminal, _intake, _context.Time, stopping);
        _catchUps.WholeOnly = result == AuditResult.Emptied;
        if (result == AuditResult.Behind && _follow is { IsReady: false }) _schedule.Request(_context.NowMs + PatientCommit.StallMs);
        if (result != AuditResult.Emptied) return;
        _catchUps.IsWanted = true;
        _auditMs = _context.NowMs + AuditMs / 12;
    }

    async ValueTask CommitAsync(CancellationToken grace)
    {
        await _commit.CommitAsync(_follow, grace);
        _storeBackoff.Reset();
    }

    /// <summary>As after a crash: back to what is stored, and on from there. Of a container that is gone only we have the lines: they are kept.</summary>
    async Task NotStoredAsync(IOException exception)
    {
        CollectorLog.NotStored(_context.Logger, Name, exception.Message);
        if (_removed) _retryMs = _context.NowMs + (long)_storeBackoff.Next().TotalMilliseconds;
        else await StartOverAsync();
    }

    async Task StartOverAsync()
    {
        _retryMs = _context.NowMs + (long)_storeBackoff.Next().TotalMilliseconds;
        await CloseFollowAsync();
        _intake.Reset();
        ForgetEnd();
        _catchUps.IsWanted = !_catchUps.WantsHistory;
        _reopen.DueMs = _retryMs;
    }

    void Refused(DockerRequestException exception)
    {
        _context.Metrics.LogReadFailures.Increment();
        switch (exception.StatusCode)
        {
            case 404:
                if (!_removed) (_removed, _removedMs) = (true, _context.NowMs);
                break;
            case 501:
                _state = _state with { Retention = _state.Retention with { IsReadable = false } };
                _report.Show(_state);
                break;
            default:
                Retry();
                // Being removed (409): the event tells when. Otherwise the engine says what is wrong.
                if (exception.StatusCode == 409) break;
                _report.NoteProblem(_state, exception.Message);
                // A read that succeeds takes the problem back.
                _catchUps.IsWanted = true;
                break;
        }
    }

    void Retry() => _retryMs = _context.NowMs + (long)_requestBackoff.Next().TotalMilliseconds;

    void NoteDamage(string problem, long now)
    {
        _context.Metrics.LogReadFailures.Increment();
        _reopen.DueMs = Math.Max(_reopen.DueMs, now + (long)_damageBackoff.Next().TotalMilliseconds);
        _report.NoteProblem(_state, problem);
    }

    /// <summary>The container is gone: what is still to come of the open log is taken, and it is said where something may be missing.</summary>
    async Task<bool> TryFinishAsync(CancellationToken grace)
    {
        if (_follow is { IsReady: true }) return false;
        if (_follow is { IsEnded: false } open)
        {
            if (_context.NowMs >= _removedMs + RemovalGraceMs) open.Close();
            return false;
        }
        if (_follow is not null) await EndFollowAsync(_context.NowMs);
        if (!_finishing) Finish();
        await _intake.CommitRemovalAsync(grace);
        _report.ShowRemoved(_state);
        return true;
    }

    void Finish()
    {
        _finishing = true;
        EndRun();
        _intake.FlushAll();
        if (Removal.Doubt(_intake, _state, new SeenRuns(_everStarted, BornNs(), _catchUps.OpenedNs, _endedWhole, _endIsRead), _context.NowNs) is not { } gap) return;
        _intake.AddGap(gap);
        CollectorLog.Gap(_context.Logger, gap.Sentence(Name));
    }

    /// <summary>The service stops: what was taken is stored.</summary>
    async Task StopAsync(CancellationToken grace)
    {
        if (_follow is { IsReady: true }) _taker.Take(_follow, _context.NowNs, _context.NowMs, _state.Retention);
        _intake.FlushRecords();
        await _intake.CommitAsync(grace);
    }

    async ValueTask ReopenAsync()
    {
        await CloseFollowAsync();
        _reopen.DueMs = Math.Max(_reopen.DueMs, _context.NowMs);
    }

    async ValueTask CloseFollowAsync()
    {
        if (_follow is null) return;
        var follow = _follow;
        _follow = null;
        await follow.DisposeAsync();
    }
}
