namespace ClickFunnels.Webhooks;

/// <summary>An appointment was created: <c>appointments/scheduled_event.created</c>.</summary>
public sealed class AppointmentScheduledEventCreated : WebhookNotification<AppointmentScheduledEvent>;

/// <summary>An appointment was canceled: <c>appointments/scheduled_event.canceled</c>.</summary>
public sealed class AppointmentScheduledEventCanceled : WebhookNotification<AppointmentScheduledEvent>;

/// <summary>An appointment was moved to another time: <c>appointments/scheduled_event.rescheduled</c>.</summary>
public sealed class AppointmentScheduledEventRescheduled : WebhookNotification<AppointmentScheduledEvent>;
