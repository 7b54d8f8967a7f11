using System;
using System.IO.Pipelines;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Ast;

namespace LogAggregator.Api.Export;

/// <summary>How an export is written. One for each export.</summary>
interface IExportFormat : IAsyncDisposable
{
    string ContentType { get; }

    string FileName { get; }

    SearchOrder Order { get; }

    /// <summary>Leaves out what has no place in the format.</summary>
    Filter Narrow(Filter filter);

    void Write(PipeWriter output, StoredRecord record);
}
