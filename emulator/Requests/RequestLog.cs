using System.Buffers;
using System.Diagnostics;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Emulator.Http;

namespace ClickFunnels.Emulator.Requests;

/// <summary>Keeps the last requests, and the bodies of the very last.</summary>
internal sealed class RequestLog(int capacity, ApiContract contract, ContractChecker checker, TimeProvider clock)
{
    /// <summary>The number of bytes of bodies that are kept in all.</summary>
    public const int MaxBodyBytes = 4 * 1024 * 1024;

    // Most queries have none of these words, so that they need not be read.
    private static readonly SearchValues<string> SecretWords = SearchValues.Create(
        ["pass", "secret", "token", "key", "credential", "auth"],
        StringComparison.OrdinalIgnoreCase
    );

    private readonly string[] _secrets = SecretHeaders.With(contract.Credential.Name);
    private readonly BodyMask _mask = new(contract.Secrets);
    private readonly Lock _gate = new();
    private readonly Queue<RecordedRequest> _requests = new();
    private readonly Queue<LoggedContent> _bodies = new();
    private long _bodyBytes;
    private long _count;
    private long _epoch;

    public IReadOnlyList<RecordedRequest> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>Number of the last request.</summary>
    public long Count
    {
        get
        {
            lock (_gate)
            {
                return _count;
            }
        }
    }

    /// <summary>Gets or sets what is called after each request.</summary>
    public Action? Added { get; set; }

    /// <summary>Forgets all requests; the count goes on.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _requests.Clear();
            _bodies.Clear();
            _bodyBytes = 0;
        }
    }

    /// <summary>Forgets all requests, and does not keep those that are carried out in an earlier epoch of the store.</summary>
    public void Clear(long epoch)
    {
        lock (_gate)
        {
            _requests.Clear();
            _bodies.Clear();
            (_bodyBytes, _count, _epoch) = (0, 0, epoch);
        }
    }

    /// <summary>Adds a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="call">Its data that the pipeline knows.</param>
    /// <param name="response">The response; null when the connection is cut.</param>
    public RecordedRequest Add(HttpRequest request, LoggedCall call, EmulatorResponse? response)
    {
        var headers = Headers(request);
        var query = call.IsBeside ? "" : request.QueryString.Value ?? "";
        var path = request.Path.Value ?? "";
        var content = new LoggedContent(
            call.IsBeside ? null : checker,
            _mask,
            new CheckedRequest(request.Method, path, query, call.Route, headers, request.ContentType),
            call.Body,
            call.IsBeside ? null : response
        )
        {
            Violations = call.Violations,
        };
        query = query.AsSpan().ContainsAny(SecretWords) ? _mask.Query(query) : query;
        var time = clock.GetUtcNow();
        var duration = Stopwatch.GetElapsedTime(call.Started);
        RecordedRequest recorded;
        lock (_gate)
        {
            // A request that was carried out in a state that was reset is none of the new state.
            var isKept = call.Epoch is not { } epoch || epoch >= _epoch;
            recorded = new RecordedRequest(
                isKept ? ++_count : 0,
                request.Method,
                path,
                query,
                response?.Status,
                call.Route?.Operation.Id,
                call.Fault?.Name,
                headers
            )
            {
                Time = time,
                Duration = duration,
                IsReplayed = response?.IsReplayed == true,
                Content = content,
            };
            if (!isKept)
            {
                return recorded;
            }

            _requests.Enqueue(recorded);
            if (content.Size > 0)
            {
                _bodies.Enqueue(content);
                _bodyBytes += content.Size;
            }

            while (_requests.Count > capacity)
            {
                Forget(_requests.Dequeue().Content);
            }

            while (_bodyBytes > MaxBodyBytes)
            {
                Forget(_bodies.Peek());
            }
        }

        Added?.Invoke();
        return recorded;
    }

    private void Forget(LoggedContent? content)
    {
        // Both queues have the same order.
        if (_bodies.TryPeek(out var oldest) && ReferenceEquals(oldest, content))
        {
            _bodies.Dequeue();
            _bodyBytes -= oldest.Size;
            oldest.Drop();
        }
    }

    private HeaderList Headers(HttpRequest request)
    {
        var headers = new KeyValuePair<string, string>[request.Headers.Count];
        var index = 0;
        foreach (var (name, value) in request.Headers)
        {
            headers[index++] = KeyValuePair.Create(name, IsSecret(name) ? BodyMask.Redacted : value.ToString());
        }

        return new HeaderList(headers);
    }

    private bool IsSecret(string name)
    {
        foreach (var secret in _secrets)
        {
            if (secret.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>The data of a request that only the pipeline knows.</summary>
internal readonly record struct LoggedCall(long Started, RoutedOperation? Route, Fault? Fault, bool IsBeside)
{
    /// <summary>The body; null if it was not read.</summary>
    public byte[]? Body { get; init; }

    /// <summary>Epoch of the store in which it was carried out; null if it was not.</summary>
    public long? Epoch { get; init; }

    /// <summary>The violations of the contract; null if nobody has looked for them.</summary>
    public IReadOnlyList<ContractViolation>? Violations { get; init; }
}
