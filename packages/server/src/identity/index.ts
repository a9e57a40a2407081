export { mountSocialSignIn } from './social-sign-in.ts';
