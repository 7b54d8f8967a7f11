using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Collect.Docker.Lines;
using LogAggregator.Collect.Docker.Positions;
using LogAggregator.Collect.Docker.Runs;
using LogAggregator.Engine;
using LogAggregator.Engine.Model;
using LogAggregator.Metrics;
using LogAggregator.Pipeline;

namespace LogAggregator.Collect.Docker.Reading;

/// <summary>
/// From messages to committed records for one container. Whatever was taken is committed together with the position it
/// leads to; what could not be committed is as if it had never been read. One loop uses it.
/// </summary>
sealed class LogIntake(string key, IngestPipeline pipeline, RecordWriterPool writers, ServiceMetrics metrics)
{
    /// <summary>Behind the container's key: what is recorded of what happened to it.</summary>
    const string LifecycleKey = "/l";

    readonly StreamRecords[] _streams = [new(OutputStream.None), new(OutputStream.Stdout), new(OutputStream.Stderr)];
    readonly List<TakenMessage> _behind = [];
    readonly List<GapRecord> _gaps = [];
    readonly Dictionary<string, byte[]> _committed = [];
    WindowStore _window = new(key + "/w");
    RecordWriter? _writer;
    ContainerPosition? _position;
    CollectedCounts _counts;

    public MessageLedger Ledger { get; private set; } = new();

    public required SourceTable Sources { get; set; }

    /// <summary>The container's position was stored before: it is known how far its log is stored.</summary>
    public bool HasPosition => _position is not null;

    public long StartedNs { get; set; }

    public bool Drained { get; set; }

    public bool FromBeginning { get; set; }

    public long FirstNs { get; private set; }

    public long VerifiedNs { get; private set; }

    /// <summary>Time of the first message that a followed log gave and that was left to the next read of the log; 0 if there is none.</summary>
    public long LeftNs { get; private set; }

    /// <summary>Bytes of all messages taken, if all were taken by this process; else more than any log has.</summary>
    public long TakenBytes { get; private set; }

    /// <summary>What is recorded of what happened to the container; null if nothing was ever looked at.</summary>
    public LifecycleMark? Lifecycle { get; set; }

    /// <summary>Docker's time of the newest message before the mark.</summary>
    public long NewestNs => Math.Max(Ledger.HighNs(OutputStream.Stdout), Ledger.HighNs(OutputStream.Stderr));

    public RunTimes Times { get; } = new();

    public bool HoldsRecord => _streams[1].HoldsRecord || _streams[2].HoldsRecord;

    public bool HoldsLine => _streams[1].HoldsLine || _streams[2].HoldsLine;

    public RecordWriter Writer => _writer ??= writers.Rent(Sources);

    /// <summary>Puts back what the store has. False if it cannot be read; then nothing is known.</summary>
    public bool Restore(IReadOnlyDictionary<string, byte[]> stored)
    {
        _committed.Clear();
        foreach (var (name, bytes) in stored) _committed[name] = bytes;
        return Reset();
    }

    /// <summary>Forgets everything since the last commit.</summary>
    public bool Reset()
    {
        foreach (var stream in _streams) stream.Abandon();
        ReturnWriter();
        Ledger = new MessageLedger();
        _window = new WindowStore(key + "/w");
        _position = null;
        Lifecycle = _committed.TryGetValue(key + LifecycleKey, out var mark) ? LifecycleMark.Decode(mark) : null;
        var messages = _window.Restore(WindowsOf(_committed));
        if (!_committed.TryGetValue(key, out var bytes)) return true;
        if (!PositionCodec.TryDecode(bytes, out _position)) return false;
        (StartedNs, Drained, FromBeginning, FirstNs, VerifiedNs) =
            (_position.StartedNs, _position.Drained, _position.FromBeginning, _position.FirstNs, _position.VerifiedNs);
        (TakenBytes, LeftNs) = (long.MaxValue / 2, 0);
        Ledger.Restore(_position, messages);
        return true;
    }

    public void Take(MessageKey message, OutputStream stream, ReadOnlySpan<byte> payload, bool verified, bool prompt)
    {
        if (FirstNs == 0) FirstNs = message.TimestampNs;
        TakenBytes += payload.Length + CatchUpPass.OverheadBytes;
        Drained = false;
        Times.Take(message.TimestampNs);
        var number = Ledger.Take(message, stream, verified, prompt);
        _streams[(int)stream].Add(payload, message.TimestampNs, number, Writer);
    }

    /// <summary>A message of this time is left to the next read of the log.</summary>
    public void Leave(long timestampNs)
    {
        if (LeftNs == 0) LeftNs = timestampNs;
    }

    /// <summary>A read of the log has come to its end.</summary>
    public void EndVerification(long nowNs)
    {
        FlushRecords();
        Ledger.EndVerification();
        (VerifiedNs, LeftNs) = (nowNs, 0);
    }

    public void AddGap(GapRecord gap)
    {
        gap.AddTo(Writer.Batch, Sources);
        _gaps.Add(gap);
        metrics.GapsFound.Increment();
    }

    /// <param name="record">What happened.</param>
    /// <param name="rowNs">Time of the record.</param>
    /// <param name="after">What is recorded with it.</param>
    public void AddLifecycle(LifecycleRecord record, long rowNs, LifecycleMark after)
    {
        Writer.Write(record, rowNs, Sources);
        Lifecycle = after;
    }

    void FlushRecord(OutputStream stream)
    {
        if (_streams[(int)stream].HoldsRecord) _streams[(int)stream].FlushRecord(Writer);
    }

    /// <summary>The stream's next message is known: what is held is not continued by what comes.</summary>
    public void Interrupt(OutputStream stream)
    {
        if (_streams[(int)stream].FirstOpen != long.MaxValue) _streams[(int)stream].Flush(Writer);
    }

    public void FlushRecords()
    {
        FlushRecord(OutputStream.Stdout);
        FlushRecord(OutputStream.Stderr);
    }

    /// <summary>The run is over: unfinished lines are complete.</summary>
    public void FlushAll()
    {
        foreach (var stream in _streams)
        {
            if (stream.FirstOpen != long.MaxValue) stream.Flush(Writer);
        }
    }

    /// <summary>Everything of the run was read: unfinished lines are complete.</summary>
    public void EndRun()
    {
        FlushAll();
        Drained = true;
    }

    /// <summary>Writes held records and forgets unfinished lines, which are read again: before a read of the log itself.</summary>
    public void BeginVerification()
    {
        FlushRecords();
        Ledger.Rewind(FirstOpenOf);
        foreach (var stream in _streams) stream.Abandon();
    }

    /// <summary>Writes the records and the position together; completes when they are with the operating system.</summary>
    /// <exception cref="System.IO.IOException">The store does not take them. Nothing is lost: try again, or <see cref="Reset"/>.</exception>
    public async ValueTask CommitAsync(CancellationToken cancellationToken)
    {
        var batch = Writer.Batch;
        Stage(batch);
        var counts = new CollectedCounts(Writer.Collected, Writer.Misses);
        await pipeline.IngestAsync(batch, Durability.Written, cancellationToken);
        foreach (var (name, bytes) in batch.Positions)
        {
            if (bytes is null) _committed.Remove(name);
            else _committed[name] = bytes;
        }
        Count(counts);
        ReturnWriter();
    }

    /// <summary>Commits what is left and removes everything that is kept about the container: it is gone.</summary>
    public async ValueTask CommitRemovalAsync(CancellationToken cancellationToken)
    {
        // What a commit that failed has staged is in the batch still.
        string[] staged = [.. Writer.Batch.Positions.Keys];
        foreach (var name in staged) Writer.Batch.RemovePosition(name);
        foreach (var name in _committed.Keys) Writer.Batch.RemovePosition(name);
        var counts = new CollectedCounts(Writer.Collected, Writer.Misses);
        await pipeline.IngestAsync(Writer.Batch, Durability.Written, cancellationToken);
        Count(counts);
        ReturnWriter();
    }

    /// <summary>Gaps written since the last call.</summary>
    public IReadOnlyList<GapRecord> TakeGaps()
    {
        if (_gaps.Count == 0) return [];
        GapRecord[] gaps = [.. _gaps];
        _gaps.Clear();
        return gaps;
    }

    /// <summary>What was stored since the last call.</summary>
    public CollectedCounts TakeCounts()
    {
        var counts = _counts;
        _counts = default;
        return counts;
    }

    void Count(CollectedCounts stored)
    {
        _counts = new CollectedCounts(_counts.Records + stored.Records, _counts.Misses + stored.Misses);
        metrics.RecordsCollected.Add(stored.Records);
        metrics.BrokenJsonCollected.Add(stored.Misses.BrokenJson);
        metrics.BareLinesCollected.Add(stored.Misses.Bare);
    }

    long FirstOpenOf(OutputStream stream) => _streams[(int)stream].FirstOpen;

    void Stage(RecordBatch batch)
    {
        Ledger.Settle(Math.Min(_streams[1].FirstOpen, _streams[2].FirstOpen));
        _behind.Clear();
        Ledger.CollectBehindMark(FirstOpenOf, _behind);
        _window.Add(_behind, batch);
        if (!_window.IsEmpty && !Ledger.HasStoredBehindMark(FirstOpenOf)) _window.RemoveAll(batch);
        SetIfOther(batch, "/m", Sources.Identity.Encode());
        if (Lifecycle is { } mark) SetIfOther(batch, LifecycleKey, mark.Encode());
        if (_committed.ContainsKey(key + StoredPositions.LeftOutMark)) batch.RemovePosition(key + StoredPositions.LeftOutMark);
        var anchors = new List<(MessageKey, OutputStream)>(MessageLedger.MaxAnchors);
        foreach (var anchor in Ledger.Anchors) anchors.Add((anchor.Key, anchor.Stream));
        _position = new ContainerPosition(
            StartedNs, Drained, FromBeginning, FirstNs, VerifiedNs, Ledger.HighNs(OutputStream.Stdout), Ledger.HighNs(OutputStream.Stderr), anchors);
        batch.SetPosition(key, PositionCodec.Encode(_position));
    }

    void SetIfOther(RecordBatch batch, string name, byte[] bytes)
    {
        if (!_committed.TryGetValue(key + name, out var known) || !known.AsSpan().SequenceEqual(bytes)) batch.SetPosition(key + name, bytes);
    }

    void ReturnWriter()
    {
        if (_writer is null) return;
        writers.Return(_writer);
        _writer = null;
    }

    Dictionary<string, byte[]> WindowsOf(Dictionary<string, byte[]> stored)
    {
        var windows = new Dictionary<string, byte[]>();
        foreach (var (name, bytes) in stored)
        {
            if (name.StartsWith(key + "/w", StringComparison.Ordinal)) windows[name] = bytes;
        }
        return windows;
    }
}
