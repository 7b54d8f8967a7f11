using System.Collections.Generic;
using System.Linq;
using LogAggregator.Engine;
using LogAggregator.Metrics;
using LogAggregator.Status;

namespace LogAggregator.Api.Prometheus;

/// <summary>What the metrics page says of each part.</summary>
static class ServicePage
{
    public static void Counted(PrometheusText page, ServiceMetrics metrics)
    {
        foreach (var counter in metrics.Counters) page.Counter(counter.Name, counter.Help, counter.Value);
        foreach (var gauge in metrics.Gauges) page.Gauge(gauge.Name, gauge.Help, gauge.Value);
    }

    public static void Store(PrometheusText page, StoreStatistics store, DiskSpace disk)
    {
        page.Gauge("log_aggregator_store_records", "Records held.", store.Records);
        page.Gauge("log_aggregator_store_line_bytes", "Bytes of the lines of all records held.", store.LineBytes);
        page.Gauge("log_aggregator_store_disk_bytes", "Bytes of all files of the store.", store.DiskBytes);
        page.Gauge("log_aggregator_store_segments", "Immutable segment files.", store.Segments);
        page.Gauge("log_aggregator_store_damaged_blocks", "Blocks found unreadable since the start.", store.DamagedBlocks);
        page.Gauge("log_aggregator_store_full", "1 while the disk has no room for new records.", store.Full ? 1 : 0);
        page.Gauge("log_aggregator_store_oldest_timestamp_seconds", "Smallest event time held, 0 if there is none.", store.OldestTimestampNs / 1e9);
        page.Gauge("log_aggregator_store_newest_timestamp_seconds", "Greatest event time held, 0 if there is none.", store.NewestTimestampNs / 1e9);
        if (disk.FreeBytes is { } free) page.Gauge("log_aggregator_disk_free_bytes", "Room on the disk of the store.", free);
    }

    public static void Engines(PrometheusText page, IReadOnlyList<EngineStatus> engines)
    {
        page.Family("log_aggregator_docker_up", "1 while the Docker engine answers.", "gauge");
        foreach (var engine in engines) page.Sample("log_aggregator_docker_up", engine.Connected ? 1 : 0, ("endpoint", engine.Endpoint));
    }

    /// <summary>Only containers that exist now are listed one by one: those that have been are without end.</summary>
    public static void Containers(PrometheusText page, IReadOnlyList<ContainerStatus> containers, IReadOnlyList<SourceStatistics> sources)
    {
        page.Gauge("log_aggregator_containers", "Containers that the engines have.", containers.Count);
        page.Gauge("log_aggregator_containers_collected", "Those of them that are collected.", containers.Count(container => container.Collected));
        var lines = sources.GroupBy(source => source.Source.ContainerId).ToDictionary(group => group.Key, group => group.Sum(source => source.Records));
        page.Family("log_aggregator_container_records", "Records held of a container that exists now.", "gauge");
        foreach (var container in containers)
        {
            var id = container.Id.Length > 12 ? container.Id[..12] : container.Id;
            page.Sample("log_aggregator_container_records", lines.GetValueOrDefault(id), ("container_name", container.Name), ("container_id", id));
        }
    }

    public static void Process(PrometheusText page, ProcessNumbers process)
    {
        page.Gauge("process_resident_memory_bytes", "Memory of this process.", process.ResidentBytes);
        page.Counter("process_cpu_seconds_total", "CPU time of this process.", process.CpuSeconds);
        page.Gauge("process_start_time_seconds", "When this process started, since the Unix epoch.", process.StartUnixSeconds);
        page.Gauge("process_open_fds", "Open files and sockets of this process.", process.OpenFiles);
        page.Gauge("dotnet_gc_heap_size_bytes", "Managed heap after the last collection.", process.HeapBytes);
        page.Counter("dotnet_gc_collections_total", "Garbage collections of any generation.", process.Collections);
    }
}
