using System;
using System.Collections.Generic;
using System.Threading;
using LogAggregator.Engine;
using LogAggregator.Engine.Query.Ast;

namespace LogAggregator.Api.Export;

/// <summary>How an export is written. One for each export.</summary>
interface IExportFormat : IAsyncDisposable
{
    string ContentType { get; }

    string FileName { get; }

    /// <summary>All records that match, as they are written. Bytes hold until the next are asked for.</summary>
    IAsyncEnumerable<ReadOnlyMemory<byte>> PagesAsync(ILogStore store, Filter filter, CancellationToken cancellationToken);
}
