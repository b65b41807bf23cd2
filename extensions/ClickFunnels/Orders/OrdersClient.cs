using System;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <content>Moves schedules: sent once, because a second request for a change that is not visible yet may fail or move it again.</content>
public partial class OrdersClient
{
    internal Task<Order> MoveScheduleAsync(
        ResourceId id,
        OrderUpdate dates,
        OrdersUpdateOptions options,
        CancellationToken cancellationToken
    ) => SendAsync<Order>(new ApiRequest(Schedules.Move, id) { Body = dates, Options = options }, cancellationToken);

    internal Task<Order> WaitForAsync(
        ResourceId id,
        Func<Order, bool> isReached,
        PollingOptions? options,
        CancellationToken cancellationToken
    ) => PollAsync(token => GetAsync(id, cancellationToken: token), isReached, GetOperation, options, null, cancellationToken);

    // A class of its own, because the order of static fields in two files is not defined.
    private static class Schedules
    {
        public static Operation Move { get; } = UpdateOperation.SentOnce();
    }
}
