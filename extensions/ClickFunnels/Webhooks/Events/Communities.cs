namespace ClickFunnels.Webhooks;

/// <summary>A community post was created: <c>communities/post.created</c>.</summary>
public sealed class CommunityPostCreated : WebhookNotification<CommunityPost>;

/// <summary>A comment on a community post was created: <c>communities/posts/comment.created</c>.</summary>
public sealed class CommunityPostCommentCreated : WebhookNotification<CommunityPostComment>;
