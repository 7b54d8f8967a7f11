using System;
using System.Collections.Generic;
using System.Linq;
using LogAggregator.Engine;
using LogAggregator.Engine.Model;
using LogAggregator.Status;

namespace LogAggregator.Api.Containers;

/// <summary>A container that an engine has now, or that the store has records of.</summary>
/// <param name="Name">Its newest name.</param>
/// <param name="Id">12 hex digits.</param>
/// <param name="State">Docker's word, or <c>gone</c>.</param>
/// <param name="Collected">False where it is left out by choice, or gone.</param>
/// <param name="Warning">Empty, or a sentence.</param>
/// <param name="Origin">Image, project, host and so on.</param>
/// <param name="Totals">Of its records.</param>
sealed record ContainerRow(string Name, string Id, string State, bool Collected, string Warning, LogSource Origin, ContainerTotals Totals)
{
    public const string Gone = "gone";

    /// <summary>Those with the newest records first, then by name.</summary>
    public static IReadOnlyList<ContainerRow> All(IReadOnlyList<SourceStatistics> sources, IReadOnlyList<ContainerStatus> containers)
    {
        var present = containers.Where(container => container.State != "removed").GroupBy(container => ShortId(container.Id)).ToDictionary(group => group.Key, group => group.First());
        var rows = new List<ContainerRow>();
        foreach (var group in sources.Where(HasContainer).GroupBy(source => ContainerRates.KeyOf(source.Source.ContainerId, source.Source.ContainerName)))
        {
            present.Remove(group.Key, out var now);
            rows.Add(Of(now, group.MaxBy(source => source.LastTimestampNs)!.Source, ContainerTotals.Of(group)));
        }

        rows.AddRange(present.Values.Select(container => Of(container, OriginOf(container), ContainerTotals.None)));
        return [.. rows.OrderByDescending(row => row.Totals.LastNs).ThenBy(row => row.Name, StringComparer.Ordinal)];
    }

    static bool HasContainer(SourceStatistics source) => source.Source.ContainerId.Length > 0 || source.Source.ContainerName.Length > 0;

    static ContainerRow Of(ContainerStatus? now, LogSource origin, ContainerTotals totals) => new(
        now?.Name ?? origin.ContainerName, origin.ContainerId, now?.State ?? Gone, now?.Collected ?? false, now?.Warning ?? "", origin, totals);

    static LogSource OriginOf(ContainerStatus container) => new(
        "", container.Name, ShortId(container.Id), container.Image, container.Project, container.Service, container.Service, OutputStream.None);

    static string ShortId(string id) => id.Length > 12 ? id[..12] : id;
}
