using System;
using System.Collections.Generic;
using System.Diagnostics;
using ClickFunnels.Core.Infrastructure;
using Microsoft.Extensions.Logging;

namespace ClickFunnels.Core;

/// <summary>Reports one call to the log, the meter and the activity source. It costs next to nothing when nobody listens.</summary>
internal sealed class CallObservation : IDisposable
{
    private readonly Operation _operation;
    private readonly ApiTelemetry _telemetry;
    private readonly ILogger? _log;
    private readonly TimeProvider _clock;
    private readonly Activity? _activity;
    private readonly long _start;

    public CallObservation(Operation operation, ApiConnection connection)
    {
        _operation = operation;
        _log = connection.Log;
        _clock = connection.Clock;
        _telemetry = connection.Service.Telemetry;
        _start = _clock.GetTimestamp();
        _activity = _telemetry.StartActivity(operation);
        _activity?.SetTag("http.request.method", operation.Method.Method);
        _activity?.SetTag("url.template", operation.Route);
    }

    /// <summary>The failure of the last attempt; null before one failed.</summary>
    public ApiException? LastFailure { get; set; }

    public void Waited(TimeSpan time)
    {
        if (_telemetry.Waiting.Enabled)
        {
            _telemetry.Waiting.Record(time.TotalSeconds, new KeyValuePair<string, object?>(_telemetry.OperationTag, _operation.Id));
        }

        _activity?.AddEvent(new ActivityEvent("waited for the rate limit", tags: new() { ["seconds"] = time.TotalSeconds }));
    }

    public void Retrying(int attempt, ApiException? failure)
    {
        _telemetry.Retries.Add(1, new KeyValuePair<string, object?>(_telemetry.OperationTag, _operation.Id));
        _activity?.SetTag("http.request.resend_count", attempt);
        if (_log is not null)
        {
            ClientLog.Retrying(_log, _operation.Method.Method, _operation.Route, attempt, failure?.GetType().Name ?? "a canceled attempt");
        }
    }

    public void Succeeded(int status) => End(status, null);

    public void Failed(Exception exception) => End((exception as ApiStatusException)?.StatusCode, exception);

    public void Dispose() => _activity?.Dispose();

    private void End(int? status, Exception? exception)
    {
        var error = exception?.GetType().Name;
        if (_telemetry.Duration.Enabled)
        {
            var tags = new TagList
            {
                { _telemetry.OperationTag, _operation.Id },
                { "http.request.method", _operation.Method.Method },
                { "http.response.status_code", status },
            };
            if (error is not null)
            {
                tags.Add("error.type", error);
            }

            _telemetry.Duration.Record(_clock.GetElapsedTime(_start).TotalSeconds, tags);
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
                ClientLog.Succeeded(
                    log,
                    _operation.Method.Method,
                    _operation.Route,
                    status,
                    _clock.GetElapsedTime(_start).TotalMilliseconds
                );
            }
        }
        else if (log.IsEnabled(LogLevel.Information))
        {
            ClientLog.Failed(
                log,
                _operation.Method.Method,
                _operation.Route,
                status,
                error,
                _clock.GetElapsedTime(_start).TotalMilliseconds
            );
        }
    }
}
