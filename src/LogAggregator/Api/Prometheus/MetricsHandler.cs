using System;
using System.Text;
using System.Threading.Tasks;
using LogAggregator.Engine;
using LogAggregator.Metrics;
using LogAggregator.Status;
using Microsoft.AspNetCore.Http;

namespace LogAggregator.Api.Prometheus;

/// <summary><c>GET /metrics</c>: every number of the service, in the Prometheus text format.</summary>
sealed class MetricsHandler(ILogStore store, ServiceStatus status, ServiceMetrics metrics, Func<DiskSpace> disk)
{
    public async Task GetAsync(HttpContext context)
    {
        var page = new PrometheusText();
        page.Family("log_aggregator_info", "The version, always 1.", "gauge");
        page.Sample("log_aggregator_info", 1, ("version", ProductVersion.Text));
        ServicePage.Counted(page, metrics);
        ServicePage.Store(page, store.Statistics, disk());
        ServicePage.Engines(page, status.Engines);
        ServicePage.Containers(page, status.Containers, store.Sources);
        ServicePage.Process(page, ProcessNumbers.Read());
        context.Response.ContentType = PrometheusText.ContentType;
        await context.Response.BodyWriter.WriteAsync(Encoding.UTF8.GetBytes(page.ToString()), context.RequestAborted);
    }
}
