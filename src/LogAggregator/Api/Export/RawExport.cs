using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Engine;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Ast;

namespace LogAggregator.Api.Export;

/// <summary>
/// The bytes as they were printed. Of one container and stream it is what <c>docker logs</c> gives, byte for byte, so
/// the order is Docker's: by the time that Docker noted, which within a stream rises. Event times would not do, they
/// come from the lines; nor would arrival, since a line found missing arrives late. Gaps, starts and stops were never
/// printed.
/// </summary>
sealed class RawExport : IExportFormat
{
    public string ContentType => "text/plain; charset=utf-8";

    public string FileName => "logs.txt";

    public IAsyncEnumerable<ReadOnlyMemory<byte>> PagesAsync(ILogStore store, Filter filter, CancellationToken cancellationToken) =>
        store.PrintAsync(new And([filter, new Not(new IsGap()), new Not(new IsLifecycle())]), SearchOrder.Observed, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
