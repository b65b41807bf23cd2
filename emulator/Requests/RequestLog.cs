using ClickFunnels.Contracts.Operations;

namespace ClickFunnels.Emulator.Requests;

/// <summary>Keeps the last requests.</summary>
internal sealed class RequestLog(int capacity, string credentialHeader)
{
    private readonly string[] _secrets = SecretHeaders.With(credentialHeader);
    private readonly Lock _gate = new();
    private readonly Queue<RecordedRequest> _requests = new();
    private long _count;

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

    public RecordedRequest Add(HttpRequest request, int? status, ContractOperation? operation, Fault? fault, bool hidesQuery = false)
    {
        var headers = request.Headers.ToDictionary(
            header => header.Key,
            header => _secrets.Contains(header.Key, StringComparer.OrdinalIgnoreCase) ? "[redacted]" : header.Value.ToString(),
            StringComparer.OrdinalIgnoreCase
        );
        lock (_gate)
        {
            var recorded = new RecordedRequest(
                ++_count,
                request.Method,
                request.Path.Value ?? "",
                hidesQuery ? "" : request.QueryString.Value ?? "",
                status,
                operation?.Id,
                fault?.Name,
                headers
            );
            _requests.Enqueue(recorded);
            while (_requests.Count > capacity)
            {
                _requests.Dequeue();
            }

            return recorded;
        }
    }
}
