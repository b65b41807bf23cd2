using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;

namespace ClickFunnels;

/// <summary>
/// Hands each exchange to the recorder, each attempt for itself. It stands before the handler that adds the token, and so never sees it.
/// An attempt without an answer is no exchange.
/// </summary>
internal sealed class RecordingHandler(TrafficRecorder recorder, ILogger? log, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = await ExchangeText.OfRequestAsync(request, recorder.MaxBodyBytes).ConfigureAwait(false);
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var head = ExchangeText.OfAnswer(response, sent.Path);
        if (response.Content is { } content)
        {
            response.Content = new RecordedContent(content, recorder.MaxBodyBytes, body => Record(sent, head, body));
        }
        else
        {
            Record(sent, head, RecordedBody.None);
        }

        return response;
    }

    // Whatever goes wrong here is no matter of the call.
    private void Record(SentExchange sent, AnswerHead head, RecordedBody body)
    {
        try
        {
            recorder.Write(ExchangeText.Write(sent, head, body), log);
        }
#pragma warning disable CA1031 // A recorder that fails must not break what it records.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            recorder.Fail(exception, log);
        }
    }
}
