using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Engine.Model;

namespace LogAggregator.Tail;

/// <summary>Where live records go: a WebSocket or an event stream.</summary>
interface ILiveSink
{
    /// <summary>May keep the record until <see cref="FlushAsync"/>, which follows when no other record is at hand.</summary>
    ValueTask WriteAsync(StoredRecord record, CancellationToken cancellationToken);

    /// <summary>So many records that should have come here were dropped.</summary>
    ValueTask WriteDroppedAsync(long records, CancellationToken cancellationToken);

    ValueTask FlushAsync(CancellationToken cancellationToken);

    /// <summary>Called at intervals while nothing happens.</summary>
    ValueTask HeartbeatAsync(CancellationToken cancellationToken);
}
