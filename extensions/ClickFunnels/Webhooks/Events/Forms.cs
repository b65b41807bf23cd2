namespace ClickFunnels.Webhooks;

/// <summary>A submission of a form was created: <c>form_submission.created</c>.</summary>
public sealed class FormSubmissionCreated : WebhookNotification<WorkspaceFormSubmission>;
