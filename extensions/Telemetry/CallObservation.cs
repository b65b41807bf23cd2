using System;
using System.Collections.Generic;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace ClickFunnels;

/// <summary>Reports one call to whoever listens; costs next to nothing when nobody does.</summary>
internal sealed class CallObservation : IDisposable
{
    private readonly Operation _operation;
    private readonly ILogger? _log;
    private readonly TimeProvider _clock;
    private readonly Activity? _activity;
    private readonly long _start;

    public CallObservation(Operation operation, ILogger? log, TimeProvider clock)
    {
        _operation = operation;
        _log = log;
        _clock = clock;
        _start = clock.GetTimestamp();
        _activity = ClickFunnelsTelemetry.Activities.HasListeners() ? ClickFunnelsTelemetry.Activities.StartActivity("ClickFunnels " + operation.Id, ActivityKind.Client) : null;
        _activity?.SetTag("clickfunnels.operation", operation.Id);
        _activity?.SetTag("http.request.method", operation.Method.Method);
        _activity?.SetTag("url.template", operation.Route);
    }

    /// <summary>Why the last attempt was repeated, if one was.</summary>
    public ClickFunnelsException? LastFailure { get; private set; }

    public void Retrying(int attempt, ClickFunnelsException failure)
    {
        LastFailure = failure;
        ClickFunnelsTelemetry.Retries.Add(1, new KeyValuePair<string, object?>("clickfunnels.operation", _operation.Id));
        _activity?.SetTag("http.request.resend_count", attempt);
        if (_log is not null)
        {
            ClientLog.Retrying(_log, _operation.Method.Method, _operation.Route, attempt, failure.GetType().Name);
        }
    }

    public void Succeeded(int status) => End(status, null);

    public void Failed(Exception exception) => End((exception as ClickFunnelsApiException)?.StatusCode, exception);

    public void Dispose() => _activity?.Dispose();

    private void End(int? status, Exception? exception)
    {
        var error = exception?.GetType().Name;
        if (ClickFunnelsTelemetry.Duration.Enabled)
        {
            var tags = new TagList { { "clickfunnels.operation", _operation.Id }, { "http.request.method", _operation.Method.Method }, { "http.response.status_code", status } };
            if (error is not null)
            {
                tags.Add("error.type", error);
            }

            ClickFunnelsTelemetry.Duration.Record(_clock.GetElapsedTime(_start).TotalSeconds, tags);
        }

        if (_activity is not null)
        {
            _activity.SetTag("http.response.status_code", status);
            if (error is not null)
            {
                _activity.SetTag("error.type", error);
                _activity.SetStatus(ActivityStatusCode.Error);
            }
        }

        if (_log is not null)
        {
            WriteLog(_log, status, error);
        }
    }

    private void WriteLog(ILogger log, int? status, string? error)
    {
        if (error is null)
        {
            if (log.IsEnabled(LogLevel.Debug))
            {
                ClientLog.Succeeded(log, _operation.Method.Method, _operation.Route, status, _clock.GetElapsedTime(_start).TotalMilliseconds);
            }
        }
        else if (log.IsEnabled(LogLevel.Information))
        {
            ClientLog.Failed(log, _operation.Method.Method, _operation.Route, status, error, _clock.GetElapsedTime(_start).TotalMilliseconds);
        }
    }
}
