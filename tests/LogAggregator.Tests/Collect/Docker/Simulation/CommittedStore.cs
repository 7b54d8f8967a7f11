using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Engine;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Pipes;

namespace LogAggregator.Tests.Collect.Docker.Simulation;

/// <summary>What is on the disk: survives the kill of the process that wrote through a <see cref="Handle"/>.</summary>
sealed class CommittedStore
{
    readonly Dictionary<string, byte[]> _positions = [];

    public List<StoredLine> Records { get; } = [];

    public IReadOnlyDictionary<string, byte[]> Positions => new Dictionary<string, byte[]>(_positions);

    /// <summary>Appends fail as on a full disk.</summary>
    public bool IsFull { get; set; }

    public Handle Open() => new(this);

    void Append(RecordBatch batch)
    {
        if (IsFull) throw new StoreFullException("full");
        for (var i = 0; i < batch.Count; i++)
            Records.Add(new StoredLine(batch.Rows[i].Source, batch.Rows[i].TimestampNs, batch.Rows[i].Flags, Encoding.UTF8.GetString(batch.LineAt(i))));
        foreach (var (key, position) in batch.Positions)
        {
            if (position is null) _positions.Remove(key);
            else _positions[key] = position;
        }
    }

    /// <summary>The store as one process has it open.</summary>
    public sealed class Handle(CommittedStore store) : ILogStore
    {
        public bool IsKilled { get; set; }

        public ulong LastSequence => (ulong)store.Records.Count;

        public IReadOnlyDictionary<string, byte[]> Positions => store.Positions;

        public StoreStatistics Statistics => throw new NotSupportedException();

        public IReadOnlyList<SourceStatistics> Sources => [.. store.Records.GroupBy(record => record.Source).Select(of => new SourceStatistics(
            of.Key, of.Count(), 0, 0, of.Min(record => record.TimestampNs), of.Max(record => record.TimestampNs)))];

        public async ValueTask AppendAsync(RecordBatch batch, Durability durability, CancellationToken cancellationToken)
        {
            await Task.Yield();
            if (IsKilled) throw new IOException("the process is gone");
            store.Append(batch);
        }

        public IAsyncEnumerable<StoredRecord> SearchAsync(LogSearch search, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask QueryAsync(Filter filter, IReadOnlyList<QueryRun> runs, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<StoredRecord?> FindAsync(RecordId id, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

/// <summary>A record as it was appended.</summary>
sealed record StoredLine(LogSource Source, long TimestampNs, RecordFlags Flags, string Line);
