using System;
using System.Collections.Generic;
using LogAggregator.Engine.Query.Pipes;

namespace LogAggregator.Api.Queries;

/// <summary>A table that is ready.</summary>
/// <param name="Rows">All of them.</param>
/// <param name="Notes">Why it is not whole; empty if it is.</param>
/// <param name="Elapsed">How long it took to make.</param>
sealed record QueryTable(IReadOnlyList<TableRow> Rows, IReadOnlyList<string> Notes, TimeSpan Elapsed);
